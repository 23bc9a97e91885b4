// Goal: waiting done well. Long polls wake at once and hold no thread; a device can break off its
// own request; silence, an oversized reply and Retry-After have names; the server stops in order.
// Method: the real transport against the real server on loopback.
#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "tests/fakes/tls_client.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace transport_wait_test {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr Duration timeout = Duration::seconds(10);

milliseconds since(Clock::time_point began) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - began);
}

std::unique_ptr<curl::Transport> client_of(const TlsHouse& house, const http::Server& server) {
  return *std::move(curl::Transport::open(house.client_options(server.port())));
}

// A handler with one fact that clients wait for; anything but /wait is answered at once.
class News {
 public:
  port::Answer operator()(const port::Request& request) {
    if (request.target != "/wait") {
      return port::Response{};
    }
    return port::Deferred{[this](bool last) -> std::optional<port::Response> {
                            if (!arrived_ && !last) {
                              return std::nullopt;
                            }
                            port::Response response;
                            response.body = arrived_ ? "\"news\"" : "\"nothing\"";
                            return response;
                          },
                          wait_};
  }
  void arrive() { arrived_ = true; }
  void wait_at_most(Duration wait) { wait_ = wait; }

 private:
  std::atomic<bool> arrived_ = false;
  Duration wait_ = Duration::seconds(8);
};

class WaitTest : public ::testing::Test {
 protected:
  void start(http::Options options) {
    server_ = *std::move(http::Server::start(
        std::move(options), [this](const port::Request& request) { return news_(request); }));
  }
  void wait_for_pollers(std::size_t count) const {
    const auto until = Clock::now() + std::chrono::seconds(20);
    while (server_->waiting() < count) {
      if (Clock::now() > until) {
        throw std::runtime_error("the long polls do not arrive");
      }
      std::this_thread::yield();
    }
  }

  TlsHouse house_;
  News news_;
  std::unique_ptr<http::Server> server_;
};

TEST_F(WaitTest, a_long_poll_wakes_within_100_ms) {
  start(house_.server_options());
  auto polling = std::async(std::launch::async, [&] {
    const auto client = client_of(house_, *server_);
    const Result<port::Reply> reply = client->get("/wait", timeout);
    return std::pair(reply.ok() ? reply->body : to_string(reply.error()), Clock::now());
  });
  wait_for_pollers(1);
  news_.arrive();
  const auto began = Clock::now();
  server_->wake();
  const auto [body, at] = polling.get();
  EXPECT_EQ(body, "\"news\"");
  EXPECT_LT(std::chrono::duration_cast<milliseconds>(at - began), milliseconds(100));
}

TEST_F(WaitTest, a_long_poll_ends_at_its_deadline) {
  news_.wait_at_most(Duration::milliseconds(200));
  start(house_.server_options());
  const auto began = Clock::now();
  EXPECT_EQ(client_of(house_, *server_)->get("/wait", timeout)->body, "\"nothing\"");
  EXPECT_GE(since(began), milliseconds(200));
  EXPECT_LT(since(began), milliseconds(2'000));
}

TEST_F(WaitTest, long_polls_hold_no_thread) {
  http::Options options = house_.server_options();
  options.pool = {.threads = 1, .queue_depth = 64};
  start(options);
  constexpr std::size_t pollers = 20;
  std::vector<std::future<bool>> polls;
  for (std::size_t index = 0; index < pollers; ++index) {
    polls.push_back(std::async(std::launch::async, [&] {
      return client_of(house_, *server_)->get("/wait", timeout).ok();
    }));
  }
  wait_for_pollers(pollers);
  EXPECT_TRUE(client_of(house_, *server_)->get("/", timeout).ok());
  news_.arrive();
  server_->wake();
  for (std::future<bool>& poll : polls) {
    EXPECT_TRUE(poll.get());
  }
}

TEST_F(WaitTest, cancel_ends_the_request_under_way_and_only_that) {
  start(house_.server_options());
  const auto client = client_of(house_, *server_);
  auto polling = std::async(std::launch::async, [&] { return client->get("/wait", timeout); });
  wait_for_pollers(1);
  const auto began = Clock::now();
  client->cancel();
  const Result<port::Reply> reply = polling.get();
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().code, ErrorCode::unavailable);
  EXPECT_LT(since(began), milliseconds(500));
  EXPECT_TRUE(client->get("/", timeout).ok());
}

TEST_F(WaitTest, cancel_before_a_request_ends_the_next_one) {
  start(house_.server_options());
  const auto client = client_of(house_, *server_);
  client->cancel();
  EXPECT_EQ(client->get("/wait", timeout).error().code, ErrorCode::unavailable);
  EXPECT_TRUE(client->get("/", timeout).ok());
}

TEST_F(WaitTest, stopping_answers_those_who_wait_and_closes_the_rest) {
  http::Options options = house_.server_options();
  start(options);
  TlsClient idle(server_->port());
  auto polling = std::async(std::launch::async,
                            [&] { return client_of(house_, *server_)->get("/wait", timeout); });
  wait_for_pollers(1);
  const auto began = Clock::now();
  server_->stop();
  EXPECT_LT(since(began), milliseconds(3'000));
  const Result<port::Reply> reply = polling.get();
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(reply->body, "\"nothing\"");
  EXPECT_LT(idle.connection().wait_for_close(milliseconds(2'000)), milliseconds(1'000));
  EXPECT_EQ(server_->connections(), 0U);
}

TEST_F(WaitTest, one_connection_is_kept_for_all_requests) {
  start(house_.server_options());
  const auto client = client_of(house_, *server_);
  for (int count = 0; count < 20; ++count) {
    ASSERT_TRUE(client->post("/", "{}", timeout).ok());
    ASSERT_TRUE(client->get("/", timeout).ok());
  }
  EXPECT_EQ(server_->connections(), 1U);
}

TEST_F(WaitTest, a_restarted_server_is_found_again) {
  http::Options options = house_.server_options();
  start(options);
  const auto client = client_of(house_, *server_);
  ASSERT_TRUE(client->get("/", timeout).ok());
  options.port = server_->port();
  server_->stop();
  EXPECT_EQ(client->get("/", timeout).error().code, ErrorCode::unavailable);
  start(options);
  const Result<port::Reply> reply = client->get("/", timeout);
  EXPECT_TRUE(reply.ok()) << to_string(reply.error());
}

TEST_F(WaitTest, a_server_that_does_not_answer_times_out_by_name) {
  start(house_.server_options());
  const auto client = client_of(house_, *server_);
  EXPECT_EQ(client->get("/wait", Duration::milliseconds(300)).error().code, ErrorCode::timed_out);
}

TEST_F(WaitTest, a_reply_over_the_limit_is_too_large) {
  start(house_.server_options());
  const auto big = *std::move(
      http::Server::start(house_.server_options(), [](const port::Request&) -> port::Answer {
        port::Response response;
        response.body = std::string(5'000, 'x');
        return response;
      }));
  curl::Options options = house_.client_options(big->port());
  options.reply_bytes_max = 4'999;
  EXPECT_EQ((*curl::Transport::open(options))->get("/", timeout).error().code,
            ErrorCode::too_large);
  options.reply_bytes_max = 5'000;
  EXPECT_TRUE((*curl::Transport::open(options))->get("/", timeout).ok());
}

TEST_F(WaitTest, retry_after_travels) {
  const auto server = *std::move(
      http::Server::start(house_.server_options(), [](const port::Request&) -> port::Answer {
        port::Response response;
        response.status = 429;
        response.retry_after = Duration::milliseconds(6'500);
        return response;
      }));
  const Result<port::Reply> reply = client_of(house_, *server)->get("/", timeout);
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->status, 429);
  EXPECT_EQ(reply->retry_after, Duration::seconds(7));
}

TEST_F(WaitTest, nobody_listening_is_unavailable) {
  start(house_.server_options());
  const std::uint16_t port = server_->port();
  server_->stop();
  const auto client = *std::move(curl::Transport::open(house_.client_options(port)));
  EXPECT_EQ(client->get("/", timeout).error().code, ErrorCode::unavailable);
}

}  // namespace transport_wait_test
}  // namespace lobby::tests
