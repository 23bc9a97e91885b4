// Goal: the thread that asks for a guest answers every question once and in order, says so where
// there is no way to the server, and ends at once while a request hangs.
// Method: the real worker on its thread over a scripted network.
#include "app/kiosk/inquiry_worker.h"

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "tests/fakes/fake_transport.h"

namespace lobby::kiosk {
namespace inquiry_worker_test {

using std::chrono::milliseconds;

// What the worker owns leads to the network of the test.
class Line final : public port::Transport {
 public:
  explicit Line(tests::FakeTransport& network) : network_(network) {}
  Result<port::Reply> post(std::string_view path, std::string_view json,
                           Duration timeout) override {
    return network_.post(path, json, timeout);
  }
  Result<port::Reply> get(std::string_view path, Duration timeout) override {
    return network_.get(path, timeout);
  }
  void cancel() override { network_.cancel(); }

 private:
  tests::FakeTransport& network_;
};

class InquiryWorkerTest : public testing::Test {
 protected:
  std::unique_ptr<InquiryWorker> start(bool reachable = true) {
    return std::make_unique<InquiryWorker>(InquiryWorkerOptions{
        .open = [this, reachable]() -> Result<std::unique_ptr<port::Transport>> {
          if (!reachable) {
            return fail(ErrorCode::configuration, "no certificate");
          }
          return std::unique_ptr<port::Transport>(std::make_unique<Line>(network_));
        },
        .news = news_,
        .on_news = {}});
  }
  std::vector<InquiryNews> hear(std::size_t count) {
    std::vector<InquiryNews> heard;
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (heard.size() < count && std::chrono::steady_clock::now() < until) {
      for (InquiryNews& one : news_.take()) {
        heard.push_back(std::move(one));
      }
      std::this_thread::sleep_for(milliseconds(1));
    }
    EXPECT_EQ(heard.size(), count);
    return heard;
  }

  tests::FakeTransport network_;
  Mailbox<InquiryNews> news_;
};

TEST_F(InquiryWorkerTest, answers_in_order_by_number) {
  const Error miss = fail(ErrorCode::not_found, "there is no booking with this ticket");
  network_.script({tests::refused_with(404, protocol::to_json(miss)), tests::no_contact()});
  const auto worker = start();
  worker->ask({7, device::FindByTicket{"T"}});
  worker->ask({8, device::AskCancellation{}});
  const std::vector<InquiryNews> heard = hear(2);
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].number, 7);
  EXPECT_EQ(heard[0].answer.error().code, ErrorCode::not_found);
  EXPECT_EQ(heard[1].number, 8);
  EXPECT_EQ(heard[1].answer.error().code, ErrorCode::unavailable);
}

TEST_F(InquiryWorkerTest, without_a_way_to_the_server_says_so) {
  const auto worker = start(false);
  worker->ask({1, device::AskCancellation{}});
  const std::vector<InquiryNews> heard = hear(1);
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0].answer.error().code, ErrorCode::configuration);
  EXPECT_TRUE(network_.requests().empty());
}

TEST_F(InquiryWorkerTest, ends_while_a_request_hangs) {
  network_.handle([](const auto&) { return tests::FakeTransport::Answer{}; });
  auto worker = start();
  worker->ask({1, device::AskCancellation{}});
  ASSERT_TRUE(network_.wait_for_hanging());
  worker.reset();  // would wait for ever
  EXPECT_EQ(network_.hanging(), 0);
}

}  // namespace inquiry_worker_test
}  // namespace lobby::kiosk
