// Goal: an operation leaves the outbox only with an answer of its own, the feed is taken page by
// page, and nothing a server or a clock says wrongly loses or delays either for long.
// Method: push() and pull() over the memory store and a scripted network.
#include "core/device/synchroniser.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_transport.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::device {
namespace {

using tests::sample_now;

struct Line {
  tests::MemoryDeviceStore store;
  tests::FakeTransport network;
  tests::FixedClock clock{sample_now};
  tests::SeededEntropy entropy{1};
  port::DeviceIdentity identity = tests::kiosk_identity();
  tests::FakeSigner signer{1};
  SyncParts parts{store, network, clock, entropy, signer, identity, [](const std::string& toml) {
                    return toml == "bad" ? Status(fail(ErrorCode::malformed, "line 3")) : done();
                  }};

  Line() { EXPECT_TRUE(store.save_identity(identity).ok()); }

  // Requests for bookings; they need no units.
  void commit(std::uint64_t count) {
    for (std::uint64_t number = 1; number <= count; ++number) {
      const auto booking = tests::requested_booking(number, {{tests::night(4), 1}});
      EXPECT_TRUE(store.commit_booking(tests::placing(booking, number), "TICKET").ok());
    }
  }
  std::vector<port::OutboxEntry> outbox() {
    return *store.due_operations(sample_now + Duration::days(3'000),
                                 {limits::batch_operations_max});
  }
  std::size_t due() {
    return store.due_operations(clock.now(), {limits::batch_operations_max})->size();
  }
  void tell(const protocol::FeedPage& page) {
    network.script({tests::answered(protocol::to_json(page))});
  }
};

std::string reply_of(std::vector<protocol::OperationReply> replies,
                     UtcTime server_time = sample_now, std::int64_t incarnation = 1) {
  return protocol::to_json(protocol::BatchReply{incarnation, server_time, std::move(replies)});
}

std::string applied_all(const std::vector<port::OutboxEntry>& entries) {
  std::vector<protocol::OperationReply> replies;
  for (const port::OutboxEntry& entry : entries) {
    replies.push_back(tests::applied(entry.operation.id));
  }
  return reply_of(std::move(replies));
}

TEST(Synchroniser, nothing_due_sends_nothing) {
  Line line;
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(*report, RoundReport{});
  EXPECT_TRUE(line.network.requests().empty());
}

TEST(Synchroniser, sends_what_is_due_in_order_and_settles_it) {
  Line line;
  line.commit(3);
  line.network.script({tests::answered(applied_all(line.outbox()))});
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_EQ(report->applied, 3);
  EXPECT_FALSE(report->more);
  EXPECT_TRUE(line.outbox().empty());
  const auto requests = line.network.requests();
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0].path, "/v1/operations");
  const auto batch = protocol::batch_from(requests[0].body);
  ASSERT_TRUE(batch.ok());
  ASSERT_EQ(batch->operations.size(), 3U);
  EXPECT_EQ(batch->operations[0].sequence, 1);
  EXPECT_EQ(batch->operations[2].sequence, 3);
}

TEST(Synchroniser, rule_11_each_reply_decides_for_its_own_operation) {
  struct Case {
    ErrorCode code;
    bool passes;
  };
  const Case cases[] = {
      {ErrorCode::sequence_gap, true},      {ErrorCode::unavailable, true},
      {ErrorCode::timed_out, true},         {ErrorCode::disk_full, true},
      {ErrorCode::read_only, true},         {ErrorCode::sold_out, false},
      {ErrorCode::device_fenced, false},    {ErrorCode::id_reused, false},
      {ErrorCode::policy_refused, false},   {ErrorCode::malformed, false},
      {ErrorCode::version_conflict, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(name_of(c.code));
    Line line;
    line.commit(2);
    const auto sent = line.outbox();
    line.network.script({tests::answered(reply_of(
        {tests::refused(sent[0].operation.id, c.code), tests::applied(sent[1].operation.id)}))});
    const auto report = push(line.parts);
    ASSERT_TRUE(report.ok());
    EXPECT_EQ(report->applied, 1) << "one refusal stops no other";
    EXPECT_EQ(report->refused, c.passes ? 0 : 1);
    const auto summary = line.store.outbox_summary();
    EXPECT_EQ(summary->pending, c.passes ? 1 : 0);
    EXPECT_EQ(summary->refused, c.passes ? 0 : 1);
    if (c.passes) {
      EXPECT_EQ(line.outbox().front().attempts, 1);
      EXPECT_LE(line.outbox().front().next_attempt, sample_now + Duration::seconds(1));
    }
  }
}

// Answers that say nothing of the operations: they stay, with one more attempt behind them.
TEST(Synchroniser, a_wrong_or_missing_answer_keeps_the_operations) {
  Line probe;
  probe.commit(2);
  const auto sent = probe.outbox();
  const auto other = tests::applied(tests::id_of<OperationId>(9'999));
  const auto first = tests::applied(sent[0].operation.id);
  const auto second = tests::applied(sent[1].operation.id);
  const std::string deep = std::string(5'000, '[') + std::string(5'000, ']');
  struct Case {
    const char* name;
    tests::FakeTransport::Answer answer;
    ErrorCode code;
  };
  const Case cases[] = {
      {"no contact", tests::no_contact(), ErrorCode::unavailable},
      {"empty", tests::answered(""), ErrorCode::malformed},
      {"no json", tests::answered("<html>hotel wifi</html>"), ErrorCode::malformed},
      {"cut off", tests::answered(reply_of({first, second}).substr(0, 60)), ErrorCode::malformed},
      {"too deep", tests::answered(deep), ErrorCode::too_large},
      {"one short", tests::answered(reply_of({first})), ErrorCode::malformed},
      {"one too many", tests::answered(reply_of({first, second, other})), ErrorCode::malformed},
      {"another id", tests::answered(reply_of({first, other})), ErrorCode::malformed},
      {"wrong order", tests::answered(reply_of({second, first})), ErrorCode::malformed},
      {"503", tests::refused_with(503, ""), ErrorCode::unavailable},
      {"500 with html", tests::refused_with(500, "<html>"), ErrorCode::unavailable},
      {"403", tests::refused_with(403, protocol::to_json(fail(ErrorCode::device_fenced, "gone"))),
       ErrorCode::device_fenced},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Line line;
    line.commit(2);
    line.network.script({c.answer});
    const auto report = push(line.parts);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.error().code, c.code) << to_string(report.error());
    ASSERT_EQ(line.outbox().size(), 2U);
    EXPECT_EQ(line.outbox()[0].attempts, 1);
    EXPECT_EQ(line.store.sync_state()->last_contact, std::nullopt);
  }
}

TEST(Synchroniser, rule_12_retry_after_is_obeyed) {
  Line line;
  line.commit(2);
  line.network.script({tests::refused_with(
      503, protocol::to_json(fail(ErrorCode::unavailable, "busy")), Duration::seconds(30))});
  EXPECT_EQ(push(line.parts).error().code, ErrorCode::unavailable);
  line.clock.pass(Duration::milliseconds(29'999));
  EXPECT_EQ(line.due(), 0U);
  ASSERT_TRUE(push(line.parts).ok());
  EXPECT_EQ(line.network.requests().size(), 1U) << "asked again before its time";
  line.clock.pass(Duration::milliseconds(1'001));
  EXPECT_EQ(line.due(), 2U);
}

TEST(Synchroniser, rule_12_the_delay_grows_to_a_minute_and_no_further) {
  constexpr std::uint32_t most = 0xFFFF'FFFFU;
  const std::int64_t ceilings_s[] = {1, 2, 4, 8, 16, 32, 60, 60, 60};
  for (std::int32_t attempts = 0; attempts < 9; ++attempts) {
    const Duration ceiling = Duration::seconds(ceilings_s[attempts]);
    EXPECT_EQ(retry_delay(attempts, most, std::nullopt), ceiling);
    EXPECT_EQ(retry_delay(attempts, 0, std::nullopt), Duration{});
    const Duration half = retry_delay(attempts, most / 2, std::nullopt);
    EXPECT_NEAR(static_cast<double>(half.ms), static_cast<double>(ceiling.ms) / 2, 1.0);
    EXPECT_EQ(retry_delay(attempts, most, Duration::seconds(5)), ceiling + Duration::seconds(5));
  }
  EXPECT_EQ(retry_delay(INT32_MAX, most, std::nullopt), Duration::seconds(60));
  EXPECT_EQ(retry_delay(-5, most, std::nullopt), Duration::seconds(1));
  EXPECT_EQ(retry_delay(0, 0, Duration::days(365)), Duration::hours(1)) << "a wish has a limit";
  EXPECT_EQ(retry_delay(0, 0, Duration::days(-365)), Duration{});
}

TEST(Synchroniser, a_wall_clock_set_back_does_not_hold_the_outbox_up) {
  Line line;
  line.commit(2);
  line.network.script({tests::no_contact()});
  ASSERT_FALSE(push(line.parts).ok());
  line.clock.jump_wall(Duration::days(-3));
  line.network.script({tests::answered(applied_all(line.outbox()))});
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->applied, 2);
  EXPECT_TRUE(line.outbox().empty());
}

// The server takes numbers without a gap: what was committed later cannot go before.
TEST(Synchroniser, a_wall_clock_set_back_does_not_let_later_operations_overtake) {
  Line line;
  line.commit(1);
  line.network.script({tests::no_contact()});
  ASSERT_FALSE(push(line.parts).ok());
  line.clock.jump_wall(Duration::days(-3));
  const auto later = tests::requested_booking(2, {{tests::night(4), 1}});
  ASSERT_TRUE(line.store.commit_booking(tests::placing(later, 2), "TICKET").ok());
  line.network.script({tests::answered(applied_all(line.outbox()))});
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_EQ(report->applied, 2);
  EXPECT_TRUE(line.outbox().empty());
}

// The server takes numbers without a gap: times of their own would let them in one by one.
TEST(Synchroniser, an_outbox_that_failed_goes_on_as_one) {
  Line line;
  line.commit(40);
  for (int failure = 0; failure < 9; ++failure) {
    EXPECT_FALSE(push(line.parts).ok());  // nothing is scripted: nobody answers
    line.clock.pass(line.outbox().front().next_attempt - line.clock.now());
  }
  line.network.script({tests::answered(applied_all(line.outbox()))});
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_EQ(report->applied, 40);
  EXPECT_TRUE(line.outbox().empty());
}

TEST(Synchroniser, what_is_committed_later_waits_for_the_first_in_line) {
  Line line;
  line.commit(2);
  line.network.script({tests::refused_with(
      503, protocol::to_json(fail(ErrorCode::unavailable, "busy")), Duration::seconds(300))});
  EXPECT_FALSE(push(line.parts).ok());
  const auto booking = tests::requested_booking(3, {{tests::night(4), 1}});
  ASSERT_TRUE(line.store.commit_booking(tests::placing(booking, 3), "TICKET").ok());
  line.clock.pass(Duration::seconds(299));
  EXPECT_EQ(*push(line.parts), RoundReport{});
  line.clock.pass(Duration::seconds(3));
  line.network.script({tests::answered(applied_all(line.outbox()))});
  EXPECT_EQ(push(line.parts)->applied, 3);
}

TEST(Synchroniser, a_full_batch_says_that_there_is_more) {
  Line line;
  for (std::uint64_t number = 1; number <= limits::batch_operations_max + 1; ++number) {
    ASSERT_TRUE(line.store.commit_admission(tests::admitting(number, number, sample_now)).ok());
  }
  line.network.script({tests::answered(applied_all(line.outbox()))});
  const auto report = push(line.parts);
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_TRUE(report->more);
  EXPECT_EQ(line.outbox().size(), 1U);
}

TEST(Synchroniser, a_batch_is_never_longer_than_a_server_reads) {
  Line line;
  constexpr std::uint64_t count = 200;
  for (std::uint64_t number = 1; number <= count; ++number) {
    port::NewOperation operation =
        tests::placing(tests::requested_booking(number, {{tests::night(4), 1}}), number);
    std::get<protocol::PlaceBooking>(operation.payload)
        .sealed_guest.resize(limits::sealed_guest_bytes_max);
    ASSERT_TRUE(line.store.commit_booking(operation, "TICKET").ok());
  }
  line.network.handle([](const tests::FakeTransport::Request& request) {
    EXPECT_LE(request.body.size(), limits::request_body_bytes_max);
    const auto batch = protocol::batch_from(request.body);
    EXPECT_TRUE(batch.ok());
    std::vector<protocol::OperationReply> replies;
    for (const protocol::Operation& operation : batch->operations) {
      replies.push_back(tests::applied(operation.id));
    }
    return tests::answered(reply_of(std::move(replies)));
  });
  std::size_t rounds = 0;
  for (bool more = true; more; ++rounds) {
    const auto report = push(line.parts);
    ASSERT_TRUE(report.ok()) << to_string(report.error());
    more = report->more;
    EXPECT_EQ(more, !line.outbox().empty());
  }
  EXPECT_GT(rounds, 1U);
}

TEST(Synchroniser, the_clock_offset_is_measured_halfway) {
  Line line;
  line.commit(1);
  line.network.handle([&](const tests::FakeTransport::Request&) {
    const std::string body =
        reply_of({tests::applied(line.outbox()[0].operation.id)}, sample_now + Duration::hours(2));
    line.clock.pass(Duration::seconds(4));
    return tests::answered(body);
  });
  ASSERT_TRUE(push(line.parts).ok());
  const auto state = line.store.sync_state();
  EXPECT_EQ(state->clock_offset, Duration::hours(2) - Duration::seconds(2));
  EXPECT_EQ(state->last_contact, sample_now + Duration::seconds(4));
}

TEST(Synchroniser, a_long_poll_is_stamped_when_it_is_answered) {
  Line line;
  line.network.handle([&](const tests::FakeTransport::Request&) {
    line.clock.pass(Duration::seconds(20));
    protocol::FeedPage page = tests::page(0, {});
    page.server_time = line.clock.now() - Duration::minutes(5);
    return tests::answered(protocol::to_json(page));
  });
  ASSERT_TRUE(pull(line.parts, Duration::seconds(20)).ok());
  EXPECT_EQ(line.store.sync_state()->clock_offset, Duration::minutes(-5));
}

TEST(Synchroniser, pull_asks_from_its_cursor_and_applies_the_page) {
  Line line;
  protocol::FeedPage page =
      tests::page(7, {tests::grant_notice(tests::night(4), 2), protocol::CatalogNotice{1, "good"}});
  page.more = true;
  line.tell(page);
  const auto report = pull(line.parts, Duration::seconds(20));
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_EQ(report->feed_items, 2);
  EXPECT_TRUE(report->new_catalog);
  EXPECT_TRUE(report->more);
  EXPECT_EQ(line.store.catalog()->value().toml, "good");
  line.tell(tests::page(7, {}));
  ASSERT_TRUE(pull(line.parts, Duration{}).ok());
  const auto requests = line.network.requests();
  EXPECT_EQ(requests[0].path, "/v1/feed?cursor=0&wait_ms=20000&incarnation=0");
  EXPECT_GT(requests[0].timeout, Duration::seconds(20)) << "the wait is not cut short";
  EXPECT_EQ(requests[1].path, "/v1/feed?cursor=7&wait_ms=0&incarnation=1");
}

TEST(Synchroniser, a_bad_catalogue_is_left_out_and_the_good_one_stays) {
  Line line;
  line.tell(tests::page(3, {protocol::CatalogNotice{1, "good"}}));
  ASSERT_TRUE(pull(line.parts, Duration{}).ok());
  line.tell(
      tests::page(5, {protocol::CatalogNotice{2, "bad"}, tests::grant_notice(tests::night(4), 2)}));
  const auto report = pull(line.parts, Duration{});
  ASSERT_TRUE(report.ok());
  ASSERT_TRUE(report->bad_catalog.has_value());
  EXPECT_EQ(report->bad_catalog->detail, "line 3");
  EXPECT_FALSE(report->new_catalog);
  EXPECT_EQ(line.store.catalog()->value().toml, "good");
  EXPECT_EQ(line.store.sync_state()->cursor, 5) << "the rest of the page is in use";
  EXPECT_EQ(
      line.store.balances(tests::king_rooms, tests::night(4).date, tests::night(4).date)->size(),
      1U);
}

TEST(Synchroniser, a_wrong_page_changes_nothing) {
  const std::string good =
      protocol::to_json(tests::page(9, {tests::grant_notice(tests::night(4), 2)}));
  const tests::FakeTransport::Answer answers[] = {
      tests::no_contact(),
      tests::answered(""),
      tests::answered(good.substr(0, good.size() - 2)),
      tests::answered("{}"),
      tests::answered("[1,2,3]"),
      tests::refused_with(503, ""),
      tests::refused_with(401, protocol::to_json(fail(ErrorCode::unauthenticated, "who?"))),
  };
  for (const auto& answer : answers) {
    Line line;
    line.network.script({answer});
    EXPECT_FALSE(pull(line.parts, Duration{}).ok());
    EXPECT_EQ(*line.store.sync_state(), port::SyncState{});
  }
}

TEST(Synchroniser, rule_15_an_older_incarnation_is_not_listened_to_a_newer_is_told_all) {
  Line line;
  protocol::FeedPage page = tests::page(9, {});
  page.incarnation = 4;
  line.tell(page);
  ASSERT_TRUE(pull(line.parts, Duration{}).ok());
  ASSERT_TRUE(line.store.save_reported(4).ok());

  page.incarnation = 3;
  page.cursor = 2;
  line.tell(page);
  EXPECT_EQ(pull(line.parts, Duration{}).error().code, ErrorCode::unavailable);
  EXPECT_EQ(line.store.sync_state()->cursor, 9);

  line.commit(1);
  const auto id = line.outbox()[0].operation.id;
  line.network.script({tests::answered(reply_of({tests::applied(id)}, sample_now, 3))});
  EXPECT_EQ(push(line.parts).error().code, ErrorCode::unavailable);
  EXPECT_EQ(line.outbox().size(), 1U) << "what it says it applied may be gone with it";
  line.clock.pass(Duration::seconds(2));
  const std::size_t asked = line.network.requests().size();
  const auto newer = tests::answered(reply_of({tests::applied(id)}, sample_now, 5));
  line.network.script({newer});
  EXPECT_EQ(push(line.parts).error().code, ErrorCode::unavailable);
  line.clock.pass(Duration::seconds(4));
  line.network.script({tests::answered(protocol::to_json(protocol::EpochReply{1})), newer});
  ASSERT_TRUE(push(line.parts).ok());
  EXPECT_TRUE(line.outbox().empty());
  const auto requests = line.network.requests();
  ASSERT_EQ(requests.size(), asked + 3);
  EXPECT_EQ(requests[asked + 1].path, "/v1/balances");
  const auto report = protocol::balances_report_from(requests[asked + 1].body);
  ASSERT_TRUE(report.ok()) << to_string(report.error());
  EXPECT_EQ(*report, (protocol::BalancesReport{5, 1, {}, true}));
}

TEST(Synchroniser, rule_16_a_closed_epoch_is_followed_by_a_handshake) {
  Line line;
  line.commit(1);
  const auto sent = line.outbox();
  protocol::BatchReply reply{1, sample_now, {tests::applied(sent[0].operation.id)}, 3};
  line.network.script({tests::answered(protocol::to_json(reply)),
                       tests::answered(protocol::to_json(protocol::EpochReply{3}))});
  ASSERT_TRUE(push(line.parts).ok());
  EXPECT_TRUE(line.outbox().empty());
  EXPECT_EQ(line.store.identity()->value().epoch, 3);
  const auto requests = line.network.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[1].path, "/v1/epoch");
  const auto asked = protocol::epoch_request_from(requests[1].body);
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(asked->closed_epoch, 1);
}

TEST(Synchroniser, rule_16_a_twin_that_may_not_go_on_sends_all_it_has_sold) {
  Line line;
  line.commit(limits::batch_operations_max + 1);
  line.network.handle([](const tests::FakeTransport::Request& request) {
    const auto batch = protocol::batch_from(request.body);
    if (request.path != "/v1/operations" || !batch) {
      return tests::refused_with(409, protocol::to_json(fail(ErrorCode::device_fenced, "taken")));
    }
    protocol::BatchReply reply{1, sample_now, {}, 2};
    for (const protocol::Operation& operation : batch->operations) {
      reply.replies.push_back(tests::applied(operation.id));
    }
    return tests::answered(protocol::to_json(reply));
  });
  for (int rounds = 0; !line.outbox().empty(); ++rounds) {
    ASSERT_LT(rounds, 9);
    const auto report = push(line.parts);
    ASSERT_TRUE(report.ok()) << to_string(report.error());
    EXPECT_GT(report->applied, 0);
  }
  EXPECT_EQ(pull(line.parts, Duration{}).error().code, ErrorCode::device_fenced);
  EXPECT_EQ(line.store.identity()->value().epoch, 1);
}

TEST(Synchroniser, rule_16_a_lost_handshake_is_asked_again_with_the_same_claim) {
  Line line;
  protocol::FeedPage page{1, sample_now, 4, false, {}, 2};
  const std::string told = protocol::to_json(page);
  line.network.script({tests::answered(told), tests::no_contact(), tests::answered(told),
                       tests::answered(protocol::to_json(protocol::EpochReply{2}))});
  EXPECT_EQ(pull(line.parts, {}).error().code, ErrorCode::unavailable);
  EXPECT_EQ(line.store.identity()->value().epoch, 1);
  ASSERT_TRUE(pull(line.parts, {}).ok());
  EXPECT_EQ(line.store.identity()->value().epoch, 2);
  const auto requests = line.network.requests();
  ASSERT_EQ(requests.size(), 4U);
  EXPECT_EQ(requests[1].body, requests[3].body);
}

TEST(Synchroniser, rule_15_a_handshake_goes_on_with_a_server_that_forgot_the_closing) {
  Line line;
  const std::string told = protocol::to_json(protocol::FeedPage{1, sample_now, 4, false, {}, 2});
  const std::string forgot = protocol::to_json(protocol::FeedPage{1, sample_now, 4, false, {}, 1});
  line.network.script({tests::answered(told), tests::no_contact(), tests::answered(forgot),
                       tests::answered(protocol::to_json(protocol::EpochReply{2}))});
  EXPECT_FALSE(pull(line.parts, {}).ok());
  EXPECT_TRUE(line.store.sync_state()->epoch_closed);
  ASSERT_TRUE(pull(line.parts, {}).ok());
  EXPECT_EQ(line.store.identity()->value().epoch, 2);
  EXPECT_FALSE(line.store.sync_state()->epoch_closed);
}

}  // namespace
}  // namespace lobby::device
