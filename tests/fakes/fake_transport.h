// The network as a script: each request takes the next scripted reply, then whatever the handler
// says; a request may hang until somebody cancels it. Every request is kept.
// Any thread; the handler runs on the thread that asks.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/port/transport.h"

namespace lobby::tests {

class FakeTransport final : public port::Transport {
 public:
  struct Request {
    std::string method;
    std::string path;
    std::string body;
    Duration timeout;
  };
  // Nothing: the request hangs until cancel().
  using Answer = std::optional<Result<port::Reply>>;
  using Handler = std::function<Answer(const Request&)>;

  // Replies for the next requests, before the handler is asked.
  void script(std::deque<Answer> answers);
  // Without a handler there is no contact.
  void handle(Handler handler);

  Result<port::Reply> post(std::string_view path, std::string_view json, Duration timeout) override;
  Result<port::Reply> get(std::string_view path_and_query, Duration timeout) override;
  void cancel() override;

  std::vector<Request> requests();
  int hanging();
  // Waits until `count` requests were made, or `hanging` of them hang; false at the deadline.
  bool wait_for_requests(std::size_t count, Duration deadline = Duration::seconds(20));
  bool wait_for_hanging(Duration deadline = Duration::seconds(20));

 private:
  Result<port::Reply> exchange(Request request);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Answer> script_;
  Handler handler_;
  std::vector<Request> requests_;
  int hanging_ = 0;
  bool cancelled_ = false;
};

// A reply with status 200.
FakeTransport::Answer answered(std::string body);
FakeTransport::Answer refused_with(std::int32_t status, std::string body,
                                   std::optional<Duration> retry_after = std::nullopt);
FakeTransport::Answer no_contact();

}  // namespace lobby::tests
