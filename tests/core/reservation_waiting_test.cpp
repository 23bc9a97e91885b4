// Goal: who waits is asked in order when units come free, offers hold their units and run out, and
// accepting makes the booking. Method: scenarios over a memory store, each ending with an audit.
#include "core/base/limits.h"
#include "tests/core/reservation_house.h"

namespace lobby::reservation {
namespace {

using protocol::WaitAnswer;
using tests::king_stay;

const LocalDate night = LocalDate::of(2026, 12, 10);
const Duration offer_time = Duration::minutes(catalog::Site{}.waiting_minutes);

class ReservationWaiting : public tests::ReservationHouse {
 protected:
  // All three rooms of the night are taken.
  void SetUp() override {
    for (booking::Booking& room : rooms_) {
      room = placed(king_stay(night, 1));
    }
  }
  office::WaitId join(std::int32_t tier = 0, DeviceId device = {}) {
    const Reply reply = join_waiting(from(device.is_nil() ? desk_ : device),
                                     {head(), king_stay(night, 1), guest(), tier});
    EXPECT_TRUE(reply.ok()) << (reply ? "" : to_string(reply.error()));
    return reply ? protocol::waiting_guest_from(*reply)->entry.id : office::WaitId{};
  }
  protocol::WaitingGuest look(office::WaitId id) {
    const Reply reply = read_waiting(from(kiosk_), id);
    EXPECT_TRUE(reply.ok());
    return reply ? *protocol::waiting_guest_from(*reply) : protocol::WaitingGuest{};
  }
  Reply answer(office::WaitId id, WaitAnswer said) {
    return answer_waiting(from(kiosk_), id, {head(), said});
  }
  void free_a_room() {
    protocol::CancelOrder order;
    order.head = head();
    order.base_version = rooms_[freed_].version;
    ASSERT_TRUE(cancel_booking(from(desk_), rooms_[freed_++].id, order).ok());
  }
  std::int32_t offers() { return *tend_waiting(house_.office(), house_.now); }
  std::int32_t sold_tonight() {
    return house_.site().slots.at({PoolId::literal("king-room"), night, 0}).sold;
  }

  booking::Booking rooms_[3];
  std::size_t freed_ = 0;
};

TEST_F(ReservationWaiting, nobody_is_asked_while_nothing_is_free) {
  join();
  EXPECT_EQ(offers(), 0);
  expect_sound();
}

TEST_F(ReservationWaiting, an_offer_ends_before_what_it_offers) {
  house_.hotel.site.waiting_minutes = 1'440;
  const office::WaitId last = join();
  free_a_room();
  house_.now = house_.zone.to_utc({night, 20 * 60});
  ASSERT_EQ(offers(), 1);
  const UtcTime midnight = house_.zone.start_of(night.plus_days(1));
  EXPECT_EQ(look(last).entry.offer_expires_at, midnight);
  house_.now = midnight;
  offers();
  EXPECT_EQ(sold_tonight(), 2);
  expect_sound();
}

TEST_F(ReservationWaiting, a_free_room_is_held_for_the_first_and_becomes_their_booking) {
  const office::WaitId first = join();
  const office::WaitId second = join();
  free_a_room();
  EXPECT_EQ(offers(), 1);
  EXPECT_EQ(offers(), 0);
  EXPECT_EQ(look(first).entry.state, office::WaitState::offered);
  EXPECT_EQ(look(second).entry.state, office::WaitState::waiting);
  EXPECT_EQ(sold_tonight(), 3);
  expect_sound();
  const Reply accepted = answer(first, WaitAnswer::accept);
  ASSERT_TRUE(accepted.ok()) << to_string(accepted.error());
  const protocol::WaitingGuest after = look(first);
  EXPECT_EQ(after.entry.state, office::WaitState::accepted);
  ASSERT_TRUE(after.booking.has_value());
  EXPECT_EQ(stored(*after.booking).state, booking::BookingState::confirmed);
  EXPECT_EQ(sold_tonight(), 3);
  expect_sound();
}

TEST_F(ReservationWaiting, an_offer_that_runs_out_goes_to_the_next) {
  const office::WaitId first = join();
  const office::WaitId second = join();
  free_a_room();
  EXPECT_EQ(offers(), 1);
  house_.now = house_.now + offer_time;
  EXPECT_EQ(answer(first, WaitAnswer::accept).error().code, ErrorCode::expired);
  EXPECT_EQ(offers(), 1);
  EXPECT_EQ(look(first).entry.state, office::WaitState::waiting);
  EXPECT_EQ(look(second).entry.state, office::WaitState::offered);
  EXPECT_EQ(sold_tonight(), 3);
  expect_sound();
}

TEST_F(ReservationWaiting, declining_frees_the_room_and_withdrawing_leaves_the_list) {
  const office::WaitId first = join();
  free_a_room();
  EXPECT_EQ(offers(), 1);
  ASSERT_TRUE(answer(first, WaitAnswer::decline).ok());
  EXPECT_EQ(sold_tonight(), 2);
  EXPECT_EQ(code(answer(first, WaitAnswer::accept)), ErrorCode::invalid_transition);
  EXPECT_EQ(offers(), 0);
  const office::WaitId second = join();
  ASSERT_TRUE(answer(second, WaitAnswer::withdraw).ok());
  EXPECT_EQ(offers(), 0);
  EXPECT_EQ(json_of(list_waiting(from(desk_), {}, 10))["items"].size(), 0U);
  expect_sound();
}

TEST_F(ReservationWaiting, a_tier_is_said_by_staff_and_not_by_a_kiosk) {
  join(0);
  const office::WaitId self_made = join(3, kiosk_);
  const office::WaitId best = join(2);
  free_a_room();
  EXPECT_EQ(offers(), 1);
  EXPECT_EQ(look(self_made).entry.tier, 0);
  EXPECT_EQ(look(best).entry.state, office::WaitState::offered);
  EXPECT_EQ(code(list_waiting(from(kiosk_), {}, 10)), ErrorCode::forbidden);
  EXPECT_EQ(json_of(list_waiting(from(desk_), {}, 10))["items"].size(), 3U);
}

TEST_F(ReservationWaiting, a_wish_whose_day_has_passed_leaves_the_list) {
  const office::WaitId first = join();
  house_.now = house_.zone.start_of(night.plus_days(1));
  EXPECT_EQ(offers(), 0);
  EXPECT_EQ(look(first).entry.state, office::WaitState::withdrawn);
  expect_sound();
}

TEST_F(ReservationWaiting, availability_shows_what_is_free_and_what_would_do_instead) {
  const Reply reply = search(from(kiosk_), {king_stay(night, 1), night, night.plus_days(2)});
  const auto found = json_of(reply);
  EXPECT_EQ(found["vacancies"].size(), 2U);
  EXPECT_EQ(found["nearest"].size(), 3U);
  EXPECT_EQ(found["nearest"][0]["selection"]["date"], night.plus_days(-1).text());
  EXPECT_EQ(code(search(from(kiosk_), {king_stay(night, 1), night, night.plus_days(-1)})),
            ErrorCode::out_of_range);
}

// Counts what is written.
class CountingStore final : public port::ServerStore {
 public:
  explicit CountingStore(port::ServerStore& inner) : inner_(inner) {}
  Status run(const SiteId& site, const Work& work) override {
    written += 1;
    return inner_.run(site, work);
  }
  Status read(const SiteId& site, const Work& work) override { return inner_.read(site, work); }
  Result<std::int64_t> feed_head(const SiteId& site) override { return inner_.feed_head(site); }

  int written = 0;

 private:
  port::ServerStore& inner_;
};

TEST_F(ReservationWaiting, nothing_is_written_while_nothing_can_change) {
  CountingStore store(house_.store);
  const auto writes = [&] {
    const service::Office quiet{store,        house_.hasher, house_.unsealer,
                                house_.hotel, house_.zone,   nullptr};
    store.written = 0;
    EXPECT_TRUE(tend(quiet, house_.now).ok());
    return store.written;
  };
  const office::WaitId first = join();
  EXPECT_EQ(writes(), 0);
  free_a_room();
  EXPECT_EQ(writes(), 1);
  EXPECT_EQ(look(first).entry.state, office::WaitState::offered);
  EXPECT_EQ(writes(), 0);
  house_.now = house_.now + offer_time;
  EXPECT_EQ(writes(), 1);
  EXPECT_EQ(look(first).entry.offers, 2);
  ASSERT_TRUE(answer(first, WaitAnswer::decline).ok());
  const office::WaitId second = join(0, kiosk_);
  EXPECT_EQ(writes(), 1);
  ASSERT_TRUE(answer(second, WaitAnswer::accept).ok());
  EXPECT_EQ(writes(), 0);
  house_.now = house_.now + Duration::days(limits::answer_days) + Duration::seconds(1);
  EXPECT_EQ(writes(), 1);  // answers that nobody repeats
  EXPECT_EQ(writes(), 0);
}

}  // namespace
}  // namespace lobby::reservation
