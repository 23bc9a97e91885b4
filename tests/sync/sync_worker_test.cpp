// Goal: the sync thread sends at once, waits without spinning, comes back by itself, and ends
// whatever the network does.
// Method: a real thread over a scripted server; tests wait for conditions with a deadline.
#include "app/common/sync_worker.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_transport.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/store_facts.h"

namespace lobby {
namespace {

using Request = tests::FakeTransport::Request;
using Answer = tests::FakeTransport::Answer;

// Every draw is the same: 0 makes every delay 0, 255 makes it the longest.
class SameBytes final : public port::Entropy {
 public:
  explicit SameBytes(std::uint8_t byte) : byte_(byte) {}
  void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, byte_); }

 private:
  std::uint8_t byte_;
};

Answer page_of(std::int64_t cursor, std::vector<protocol::FeedItem> items = {}) {
  protocol::FeedPage page = tests::page(cursor, std::move(items));
  page.server_time = tests::sample_now;
  return tests::answered(protocol::to_json(page));
}

Answer apply_all(const Request& request) {
  const auto batch = protocol::batch_from(request.body);
  if (!batch) {
    return tests::refused_with(400, protocol::to_json(batch.error()));
  }
  protocol::BatchReply reply{1, tests::sample_now, {}};
  for (const protocol::Operation& operation : batch->operations) {
    reply.replies.push_back(tests::applied(operation.id));
  }
  return tests::answered(protocol::to_json(reply));
}

bool is_long_poll(const Request& request) {
  return request.method == "GET" && request.path.find("wait_ms=0&") == std::string::npos;
}

// Applies everything; long polls hang until they are ended.
Answer good_server(const Request& request) {
  if (request.method == "POST") {
    return apply_all(request);
  }
  return is_long_poll(request) ? Answer{} : page_of(0);
}

class SyncWorkerTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store_.save_identity(identity_).ok()); }

  void start(std::uint8_t random = 0) {
    entropy_ = std::make_unique<SameBytes>(random);
    device::SyncParts parts{store_,
                            network_,
                            clock_,
                            *entropy_,
                            signer_,
                            identity_,
                            [](const std::string&) { return done(); }};
    worker_ = std::make_unique<SyncWorker>(SyncWorkerOptions{.parts = std::move(parts),
                                                             .news = mail_,
                                                             .on_news = [this] { read_mail(); },
                                                             .before_round = before_round_});
  }
  void TearDown() override { worker_.reset(); }

  void commit(std::uint64_t number) {
    const auto booking = tests::requested_booking(number, {{tests::night(4), 1}});
    ASSERT_TRUE(store_.commit_booking(tests::placing(booking, number), "TICKET").ok());
  }
  void read_mail() {
    const std::lock_guard lock(mutex_);
    for (SyncNews& letter : mail_.take()) {
      told_.push_back(std::move(letter));
    }
    changed_.notify_all();
  }
  bool wait_for_news(const std::function<bool(const SyncNews&)>& wanted) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20),
                             [&] { return std::ranges::any_of(told_, wanted); });
  }
  std::vector<SyncNews> told() {
    const std::lock_guard lock(mutex_);
    return told_;
  }
  std::size_t posts() {
    const auto requests = network_.requests();
    return static_cast<std::size_t>(std::ranges::count(requests, "POST", &Request::method));
  }

  tests::MemoryDeviceStore store_;
  tests::FakeTransport network_;
  tests::FixedClock clock_{tests::sample_now};
  tests::FakeSigner signer_{1};
  port::DeviceIdentity identity_ = tests::kiosk_identity();
  std::unique_ptr<SameBytes> entropy_;
  Mailbox<SyncNews> mail_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<SyncNews> told_;  // guarded by mutex_
  std::function<void(const std::optional<Error>&)> before_round_ = [](const std::optional<Error>&) {
  };
  std::atomic<bool> away_ = false;
  int given_ = 0;                       // sync thread
  std::unique_ptr<SyncWorker> worker_;  // last: its thread uses the rest
};

TEST_F(SyncWorkerTest, pushes_before_it_pulls) {
  commit(1);
  network_.handle(&good_server);
  start();
  ASSERT_TRUE(network_.wait_for_hanging());
  const auto requests = network_.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].method, "POST");
  // The first answer has told the incarnation (protocol rule 15).
  EXPECT_EQ(requests[1].path, "/v1/feed?cursor=0&wait_ms=20000&incarnation=1");
  ASSERT_EQ(told().size(), 1U) << "what was sent is told before the wait";
  EXPECT_TRUE(told().front().online);
  EXPECT_EQ(told().front().report.applied, 1);
}

TEST_F(SyncWorkerTest, the_first_contact_does_not_wait) {
  network_.handle(&good_server);
  start();
  ASSERT_TRUE(network_.wait_for_hanging());
  const auto requests = network_.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].path, "/v1/feed?cursor=0&wait_ms=0&incarnation=0");
  EXPECT_EQ(requests[1].path, "/v1/feed?cursor=0&wait_ms=20000&incarnation=0");
  EXPECT_TRUE(told().front().online);
}

TEST_F(SyncWorkerTest, a_nudge_ends_the_long_poll) {
  network_.handle(&good_server);
  start();
  for (std::uint64_t number = 1; number <= 20; ++number) {
    ASSERT_TRUE(network_.wait_for_hanging());
    commit(number);
    worker_->nudge();
    ASSERT_TRUE(wait_for_news([&](const SyncNews&) { return posts() == number; })) << number;
  }
  ASSERT_TRUE(network_.wait_for_hanging());
  EXPECT_EQ(store_.outbox_summary()->pending, 0);
  for (const SyncNews& news : told()) {
    EXPECT_TRUE(news.online) << "a wait that was ended is no loss of contact";
  }
}

// The nudge comes when the poll has its answer but the worker has not noticed: the cancel that is
// left over must not end the sending of the operation.
TEST_F(SyncWorkerTest, a_nudge_that_comes_too_late_for_the_poll_costs_no_contact) {
  constexpr int nudges = 10;
  network_.handle(&good_server);
  start(255);
  ASSERT_TRUE(network_.wait_for_hanging());
  network_.handle([this](const Request& request) -> Answer {
    if (!is_long_poll(request) || given_ == nudges) {
      return good_server(request);
    }
    given_ += 1;
    commit(static_cast<std::uint64_t>(given_));
    worker_->nudge();
    return page_of(0);
  });
  commit(1'000);
  worker_->nudge();
  ASSERT_TRUE(wait_for_news([&](const SyncNews&) { return posts() == nudges + 1; }));
  ASSERT_TRUE(network_.wait_for_hanging());
  EXPECT_EQ(store_.outbox_summary()->pending, 0);
  for (const SyncNews& news : told()) {
    EXPECT_TRUE(news.online);
  }
}

TEST_F(SyncWorkerTest, offline_then_online_again) {
  commit(1);
  away_ = true;
  network_.handle([this](const Request& request) {
    return away_ ? tests::no_contact() : good_server(request);
  });
  start();
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return !news.online; }));
  EXPECT_EQ(told().front().trouble->code, ErrorCode::unavailable);
  ASSERT_TRUE(network_.wait_for_requests(6));
  EXPECT_EQ(told().size(), 1U) << "the same trouble is told once";
  EXPECT_EQ(store_.outbox_summary()->pending, 1);
  away_ = false;
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return news.online; }));
  ASSERT_TRUE(network_.wait_for_hanging());
  EXPECT_EQ(store_.outbox_summary()->pending, 0);
  EXPECT_EQ(told().back().trouble, std::nullopt);
}

TEST_F(SyncWorkerTest, a_server_that_is_away_is_not_asked_without_rest) {
  commit(1);
  start(255);  // the longest delays: 1 s, 2 s, 4 s
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return !news.online; }));
  for (int nudge = 0; nudge < 1'000; ++nudge) {
    worker_->nudge();
  }
  EXPECT_FALSE(network_.wait_for_requests(4, Duration::milliseconds(700)));
}

TEST_F(SyncWorkerTest, a_server_that_answers_long_polls_at_once_is_not_asked_without_rest) {
  network_.handle([](const Request&) { return page_of(0); });
  start(255);
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return news.online; }));
  EXPECT_FALSE(network_.wait_for_requests(5, Duration::milliseconds(700)));
}

TEST_F(SyncWorkerTest, news_of_the_feed_is_told_and_read_on_at_once) {
  network_.handle([](const Request& request) -> Answer {
    constexpr std::string_view mark = "cursor=";
    const auto cursor = std::stoll(request.path.substr(request.path.find(mark) + mark.size()));
    if (cursor >= 5) {
      return {};
    }
    return page_of(cursor + 1, {tests::grant_notice(tests::night(4), 2)});
  });
  start(255);
  ASSERT_TRUE(network_.wait_for_hanging());
  EXPECT_EQ(store_.sync_state()->cursor, 5);
  EXPECT_TRUE(wait_for_news([](const SyncNews& news) { return news.report.feed_items == 1; }));
  EXPECT_EQ(told().size(), 5U);
}

TEST_F(SyncWorkerTest, ends_while_a_request_hangs) {
  for (const bool sending : {false, true}) {
    if (sending) {
      commit(1);
    }
    network_.handle([](const Request&) { return Answer{}; });
    start();
    ASSERT_TRUE(network_.wait_for_hanging());
    const auto asked = std::chrono::steady_clock::now();
    worker_.reset();
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(20));
    EXPECT_EQ(network_.hanging(), 0);
  }
  EXPECT_EQ(store_.outbox_summary()->pending, 1) << "what was not answered stays";
}

TEST_F(SyncWorkerTest, ends_while_it_rests) {
  start(255);
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return !news.online; }));
  const auto asked = std::chrono::steady_clock::now();
  worker_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(20));
}

// A certificate that has ended is renewed in between, so the next round gets through.
TEST_F(SyncWorkerTest, what_a_round_ran_into_is_told_before_the_next) {
  away_ = true;
  before_round_ = [this](const std::optional<Error>& trouble) {
    if (trouble && trouble->code == ErrorCode::expired) {
      away_ = false;
    }
  };
  network_.handle([this](const Request& request) -> Answer {
    return away_ ? Answer(fail(ErrorCode::expired, "it has ended")) : good_server(request);
  });
  start();
  ASSERT_TRUE(wait_for_news([](const SyncNews& news) { return news.online; }));
  EXPECT_EQ(told().front().trouble, fail(ErrorCode::expired, "it has ended"));
  EXPECT_EQ(told().size(), 2U);
}

TEST_F(SyncWorkerTest, ends_while_a_request_between_the_rounds_hangs) {
  before_round_ = [this](const std::optional<Error>&) {
    EXPECT_FALSE(network_.post("/v1/renew", "{}", Duration::seconds(15)).ok());
  };
  network_.handle([](const Request&) { return Answer{}; });
  start();
  ASSERT_TRUE(network_.wait_for_hanging());
  worker_.reset();
  EXPECT_EQ(network_.requests().size(), 1U) << "the round itself is not begun";
}

TEST_F(SyncWorkerTest, ends_at_any_moment) {
  network_.handle(&good_server);
  for (int round = 0; round < 200; ++round) {
    start();
    worker_->nudge();
    worker_.reset();
    EXPECT_EQ(network_.hanging(), 0);
  }
}

}  // namespace
}  // namespace lobby
