// Goal: two server programs on one PostgreSQL give the answers of one. Method: every request goes
// to two stores (two pools) at once; both answers and what is stored afterwards are compared. An
// onlooker holds the site's row until both stores wait for it, so that they do meet.
#include <optional>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/protocol/codec.h"
#include "core/protocol/office_codec.h"
#include "core/reservation/bookings.h"
#include "core/reservation/quotes.h"
#include "core/reservation/vouchers.h"
#include "core/service/service.h"
#include "platform/postgres/connection.h"
#include "tests/contract/server_store_kinds.h"
#include "tests/fakes/fake_keys.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/sample.h"
#include "tests/fakes/seeded_entropy.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace {

using protocol::Operation;
using protocol::OperationReply;

const LocalDate friday = LocalDate::of(2026, 12, 11);

class PostgresServers : public testing::Test {
 protected:
  void SetUp() override {
    const std::string url = PostgresProcess::shared().fresh_url();
    for (auto& store : stores_) {
      store = PostgresServerKind::open_at(url);
      ASSERT_NE(store, nullptr);
    }
    holder_ = *postgres::Connection::open(url);
    onlooker_ = *postgres::Connection::open(url);
    ASSERT_TRUE(service::install_catalog(office(0), "catalogue", sample_now).ok());
  }
  service::Office office(std::size_t server) {
    return {*stores_.at(server), hasher_, unsealer_, hotel_, zone_};
  }
  DeviceId enrol(const std::string& name, protocol::DeviceRole role) {
    const auto code = service::make_enrolment_code(office(0), entropy_, name, role, sample_now);
    protocol::EnrolRequest request;
    request.code = *code;
    request.public_key = FakeSigner(++keys_made_).public_key();
    const auto device = service::enrol_device(office(1), entropy_, request, sample_now);
    EXPECT_TRUE(device.ok()) << (device ? "" : to_string(device.error()));
    const auto page = service::read_feed(office(0), device->device, {}, sample_now);
    EXPECT_TRUE(page.ok()) << (page ? "" : to_string(page.error()));
    return device->device;
  }
  std::vector<OperationReply> send(std::size_t server, DeviceId device,
                                   const std::vector<Operation>& operations) {
    const auto reply =
        service::apply_batch(office(server), {device, operations, {}}, device, sample_now);
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? reply->replies : std::vector<OperationReply>{};
  }
  // Requests to both servers at the same time.
  template <class... Requests>
  void at_once(const Requests&... requests) {
    ASSERT_TRUE(holder_->execute("BEGIN; SELECT 1 FROM sites FOR UPDATE").ok());
    std::array threads{std::thread(requests)...};
    while (waiting() < 2) {
      std::this_thread::yield();
    }
    EXPECT_TRUE(holder_->execute("COMMIT").ok());
    for (std::thread& thread : threads) {
      thread.join();
    }
  }
  // Connections that wait for a lock: one of each server.
  std::int64_t waiting() {
    const auto count =
        first(onlooker_->select("SELECT COUNT(*) FROM pg_stat_activity"
                                " WHERE wait_event_type = 'Lock' AND state = 'active'"),
              [](sql::Row& row) { return row.integer(0); });
    EXPECT_TRUE(count.ok()) << (count ? "" : to_string(count.error()));
    return count ? count->value_or(2) : 2;
  }
  port::DeviceRecord record(DeviceId id) {
    port::DeviceRecord device;
    EXPECT_TRUE(stores_[0]
                    ->read(hotel_.site.id,
                           [&](port::ServerTransaction& view) -> Status {
                             device = **view.device(id);
                             return done();
                           })
                    .ok());
    return device;
  }
  inventory::Capacity capacity(LocalDate date) {
    inventory::Capacity count;
    EXPECT_TRUE(stores_[1]
                    ->read(hotel_.site.id,
                           [&](port::ServerTransaction& view) -> Status {
                             count = view.capacities(king_rooms, date, date)->front().second;
                             return done();
                           })
                    .ok());
    return count;
  }

  std::array<std::unique_ptr<port::ServerStore>, 2> stores_;
  std::unique_ptr<postgres::Connection> holder_;
  std::unique_ptr<postgres::Connection> onlooker_;
  catalog::Catalog hotel_ = sample_catalog();
  ZoneRules zone_ = sample_zone();
  FakeHasher hasher_;
  FakeUnsealer unsealer_;
  SeededEntropy entropy_{1};
  std::uint8_t keys_made_ = 0;
};

TEST_F(PostgresServers, one_batch_sent_twice_at_once_is_answered_alike) {
  const DeviceId kiosk = enrol("Kiosk 1", protocol::DeviceRole::kiosk);
  for (std::int64_t sequence = 1; sequence <= 12; ++sequence) {
    const auto date = friday.plus_days(static_cast<std::int32_t>(sequence - 1) / 4);
    const std::vector<Operation> batch = {sample_operation(
        kiosk, sequence,
        place_sealed(sample_booking({.selection = king_stay(date, 1),
                                     .device = kiosk,
                                     .number = static_cast<std::uint64_t>(sequence)})))};
    std::vector<OperationReply> one;
    std::vector<OperationReply> two;
    at_once([&] { one = send(0, kiosk, batch); }, [&] { two = send(1, kiosk, batch); });
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one, two);
    EXPECT_EQ(one[0].outcome, protocol::Outcome::applied) << one[0].detail;
  }
  // Three rooms a night: the first night's fourth sale closes the epoch, and each night's fourth
  // guest has no place. Nothing of it happened twice.
  EXPECT_EQ(record(kiosk).epoch, 2);
  EXPECT_EQ(record(kiosk).last_sequence, 0);
  for (std::int32_t day = 0; day < 3; ++day) {
    EXPECT_EQ(capacity(friday.plus_days(day)), (inventory::Capacity{3, 3, 0}));
  }
  EXPECT_TRUE(stores_[0]
                  ->read(hotel_.site.id,
                         [](port::ServerTransaction& view) -> Status {
                           EXPECT_EQ(view.open_conflicts()->size(), 3U);
                           EXPECT_EQ(view.staff_tasks()->size(), 1U + 9U);
                           return done();
                         })
                  .ok());
}

TEST_F(PostgresServers, an_epoch_claimed_by_two_machines_at_once_is_taken_by_one) {
  const DeviceId kiosk = enrol("Kiosk 1", protocol::DeviceRole::kiosk);
  const inventory::Capacity granted = capacity(friday);
  for (std::int64_t epoch = 1; epoch <= 6; ++epoch) {
    ASSERT_TRUE(service::write_off_device(office(0), kiosk, sample_now).ok());
    EXPECT_EQ(capacity(friday).granted, 0);
    std::array<Result<std::int64_t>, 2> taken = {0, 0};
    const auto claim = [&](std::size_t server) {
      const auto own = id_of<OperationId>(static_cast<std::uint64_t>(epoch) * 10 + server);
      taken.at(server) = service::take_epoch(office(server), kiosk, {epoch, own}, sample_now);
    };
    at_once([&] { claim(0); }, [&] { claim(1); });
    ASSERT_NE(taken[0].ok(), taken[1].ok());
    EXPECT_EQ(*taken[taken[0] ? 0 : 1], epoch + 1);
    EXPECT_EQ(taken[taken[0] ? 1 : 0].error().code, ErrorCode::device_fenced);
    EXPECT_EQ(capacity(friday), granted);
  }
}

TEST_F(PostgresServers, a_ticket_shown_at_two_desks_at_once_is_admitted_by_one) {
  const DeviceId kiosk = enrol("Kiosk 1", protocol::DeviceRole::kiosk);
  const std::array desks = {enrol("Desk 1", protocol::DeviceRole::desk),
                            enrol("Desk 2", protocol::DeviceRole::desk)};
  for (std::int64_t round = 1; round <= 6; ++round) {
    const auto booking = sample_booking(
        {.selection = king_stay(friday.plus_days(static_cast<std::int32_t>(round)), 1),
         .device = kiosk,
         .number = static_cast<std::uint64_t>(round)});
    const protocol::AdmissionId ticket{booking.code, record(kiosk).key, 1};
    const auto check_in = [&](std::size_t desk) {
      return send(
          desk, desks.at(desk),
          {sample_operation(desks.at(desk), round, protocol::CheckIn{ticket, 1, sample_now})});
    };
    // The booking itself arrives with the second half of the rounds at the same moment.
    const auto place = [&] {
      EXPECT_EQ(
          send(1, kiosk, {sample_operation(kiosk, round, place_sealed(booking))}).at(0).outcome,
          protocol::Outcome::applied);
    };
    if (round <= 3) {
      place();
    }
    std::array<std::vector<OperationReply>, 2> replies;
    const auto desk_one = [&] { replies[0] = check_in(0); };
    const auto desk_two = [&] { replies[1] = check_in(1); };
    if (round > 3) {
      at_once(desk_one, desk_two, place);
    } else {
      at_once(desk_one, desk_two);
    }
    ASSERT_TRUE(replies[0].size() == 1 && replies[1].size() == 1);
    const bool first = replies[0][0].outcome == protocol::Outcome::applied;
    const bool second = replies[1][0].outcome == protocol::Outcome::applied;
    EXPECT_NE(first, second);
    EXPECT_EQ(replies[first ? 1 : 0][0].code, ErrorCode::already_exists);
    // Whichever came first, the booking is checked in.
    EXPECT_TRUE(stores_[0]
                    ->read(hotel_.site.id,
                           [&](port::ServerTransaction& view) -> Status {
                             EXPECT_EQ((*view.booking(booking.id))->state,
                                       booking::BookingState::checked_in);
                             return done();
                           })
                    .ok());
  }
}

TEST_F(PostgresServers, a_catalogue_installed_by_both_at_once_is_one_version) {
  for (std::int64_t version = 2; version <= 6; ++version) {
    const std::string toml = "catalogue " + std::to_string(version);
    const auto install = [&](std::size_t server) {
      const auto installed = service::install_catalog(office(server), toml, sample_now);
      EXPECT_TRUE(installed.ok()) << (installed ? "" : to_string(installed.error()));
      EXPECT_EQ(installed ? *installed : 0, version);
    };
    at_once([&] { install(0); }, [&] { install(1); });
  }
}

TEST_F(PostgresServers, what_one_tells_the_feed_the_other_reads_in_order) {
  const SiteId& where = hotel_.site.id;
  const std::int64_t before = *stores_[0]->feed_head(where);
  const auto tell = [&](std::size_t server) {
    for (int round = 0; round < 40; ++round) {
      EXPECT_TRUE(stores_.at(server)
                      ->run(where,
                            [&](port::ServerTransaction& to) {
                              return to.append_feed(key_notice(
                                  static_cast<std::uint8_t>(40 * server + round), false));
                            })
                      .ok());
    }
  };
  at_once([&] { tell(0); }, [&] { tell(1); });
  std::vector<port::FeedRow> rows;
  EXPECT_TRUE(
      stores_[0]
          ->read(where,
                 [&](port::ServerTransaction& view) -> Status {
                   rows = view.feed_after(before, {protocol::DeviceRole::desk, {}}, 1'000)->rows;
                   return done();
                 })
          .ok());
  ASSERT_EQ(rows.size(), 80U);
  EXPECT_EQ(rows.front().cursor, before + 1);
  EXPECT_EQ(rows.back().cursor, before + 80);
  EXPECT_EQ(*stores_[1]->feed_head(where), before + 80);
}

TEST_F(PostgresServers, of_two_bookings_by_one_voucher_exactly_one_is_made) {
  const DeviceId desk = enrol("Desk 1", protocol::DeviceRole::desk);
  std::array<SeededEntropy, 2> entropies{SeededEntropy{2}, SeededEntropy{3}};
  std::uint64_t commands = 0;
  const auto head = [&] { return protocol::CommandHead{id_of<OperationId>(++commands), {}, {}}; };
  const auto asked = [&](std::size_t server, const service::Office& office) {
    return reservation::Request{office, entropies.at(server), desk, sample_now, "{}"};
  };
  const std::array offices{office(0), office(1)};
  for (std::int32_t round = 0; round < 8; ++round) {
    protocol::VoucherOrder wish{head(), office::VoucherKind::discount, 50, {}, {}, {}, "sorry"};
    const auto voucher =
        nlohmann::json::parse(*reservation::issue_voucher(asked(0, offices[0]), wish));
    std::array<protocol::PlaceOrder, 2> orders;
    for (protocol::PlaceOrder& order : orders) {
      protocol::QuoteOrder quote{head(), king_stay(friday.plus_days(round), 1), 0, false, {}, {}};
      quote.vouchers = {voucher["code"]};
      order = {head(), quote.selection, {"Lin Example", "13800005678", {}, "en"}, false};
      order.quote =
          protocol::quote_record_from(*reservation::give_quote(asked(1, offices[1]), quote))->id;
    }
    std::array<std::optional<Result<std::string>>, 2> made;
    const auto book = [&](std::size_t server) {
      made[server] = reservation::place_booking(asked(server, offices.at(server)), orders[server]);
    };
    at_once([&] { book(0); }, [&] { book(1); });
    const auto won = static_cast<std::size_t>(made[0]->ok() ? 0 : 1);
    ASSERT_TRUE(made[won]->ok()) << to_string(made[won]->error());
    ASSERT_FALSE(made[1 - won]->ok());
    EXPECT_EQ(made[1 - won]->error().code, ErrorCode::invalid_transition);
    EXPECT_EQ(capacity(friday.plus_days(round)).sold, 1);
    const auto used = nlohmann::json::parse(
        *reservation::find_voucher(asked(0, offices[0]), voucher["code"].get<std::string>()));
    ASSERT_EQ(used["uses"].size(), 1U);
    EXPECT_EQ(used["uses"][0]["booking"], protocol::booking_from(**made[won])->id.text());
  }
}

}  // namespace
}  // namespace lobby::tests
