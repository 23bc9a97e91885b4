// One lock around the script, the record and the cancel mark.
#include "tests/fakes/fake_transport.h"

#include <chrono>
#include <utility>

namespace lobby::tests {
namespace {

// A test that nobody cancels ends with an error instead of hanging for ever.
constexpr auto hang_max = std::chrono::seconds(60);

Error cancelled() {
  return fail(ErrorCode::unavailable, "the request was cancelled");
}

}  // namespace

void FakeTransport::script(std::deque<Answer> answers) {
  const std::lock_guard lock(mutex_);
  script_ = std::move(answers);
}

void FakeTransport::handle(Handler handler) {
  const std::lock_guard lock(mutex_);
  handler_ = std::move(handler);
}

Result<port::Reply> FakeTransport::post(std::string_view path, std::string_view json,
                                        Duration timeout) {
  return exchange({"POST", std::string(path), std::string(json), timeout});
}

Result<port::Reply> FakeTransport::get(std::string_view path_and_query, Duration timeout) {
  return exchange({"GET", std::string(path_and_query), {}, timeout});
}

void FakeTransport::cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = true;
  changed_.notify_all();
}

Result<port::Reply> FakeTransport::exchange(Request request) {
  std::unique_lock lock(mutex_);
  requests_.push_back(request);
  changed_.notify_all();
  if (std::exchange(cancelled_, false)) {
    return cancelled();
  }
  Answer answer = no_contact();
  if (!script_.empty()) {
    answer = std::move(script_.front());
    script_.pop_front();
  } else if (handler_) {
    const Handler handler = handler_;
    lock.unlock();
    answer = handler(request);
    lock.lock();
  }
  if (answer) {
    return *std::move(answer);
  }
  hanging_ += 1;
  changed_.notify_all();
  const bool ended = changed_.wait_for(lock, hang_max, [&] { return cancelled_; });
  hanging_ -= 1;
  cancelled_ = false;
  return ended ? cancelled() : fail(ErrorCode::timed_out, "nobody cancelled the request");
}

std::vector<FakeTransport::Request> FakeTransport::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

int FakeTransport::hanging() {
  const std::lock_guard lock(mutex_);
  return hanging_;
}

bool FakeTransport::wait_for_requests(std::size_t count, Duration deadline) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(deadline.ms),
                           [&] { return requests_.size() >= count; });
}

bool FakeTransport::wait_for_hanging(Duration deadline) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::milliseconds(deadline.ms),
                           [&] { return hanging_ > 0; });
}

FakeTransport::Answer answered(std::string body) {
  return Result<port::Reply>(port::Reply{200, std::move(body), std::nullopt});
}

FakeTransport::Answer refused_with(std::int32_t status, std::string body,
                                   std::optional<Duration> retry_after) {
  return Result<port::Reply>(port::Reply{status, std::move(body), retry_after});
}

FakeTransport::Answer no_contact() {
  return Result<port::Reply>(fail(ErrorCode::unavailable, "no contact"));
}

}  // namespace lobby::tests
