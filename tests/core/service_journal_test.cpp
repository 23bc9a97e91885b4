// Goal: a journal that was changed, shortened or reordered is found out, and names the entry.
// Method: an honest journal of a memory store, then one kind of tampering a case.
#include <functional>

#include "core/service/journal.h"
#include "tests/core/service_house.h"

namespace lobby::service {
namespace {

using office::JournalEntry;

class ServiceJournal : public testing::Test {
 protected:
  ServiceJournal() {
    const DeviceId kiosk = house_.kiosk("Kiosk 1");
    for (std::int64_t number = 1; number <= 3; ++number) {
      const booking::Booking booking =
          tests::sample_booking({.selection = tests::king_stay(LocalDate::of(2026, 12, 10), 1),
                                 .device = kiosk,
                                 .number = static_cast<std::uint64_t>(number),
                                 .as_request = true});
      house_.send(kiosk,
                  {tests::sample_operation(kiosk, number, protocol::PlaceBooking{booking, {}})});
    }
  }
  std::optional<std::string> fault(const std::function<void(tests::MemorySite&)>& tamper,
                                   std::optional<office::JournalHead> noted = {}) {
    house_.store.damage(house_.hotel.site.id, tamper);
    const Result<JournalReport> report = verify_journal(house_.office(), noted);
    EXPECT_TRUE(report.ok());
    return report ? report->fault : std::nullopt;
  }

  tests::House house_;
};

TEST_F(ServiceJournal, each_operation_of_a_device_is_one_entry) {
  EXPECT_EQ(fault([](tests::MemorySite&) {}), std::nullopt);
  const std::vector<JournalEntry> journal = house_.site().journal;
  ASSERT_EQ(journal.size(), 6U);  // after the catalogue, the code and the kiosk
  EXPECT_EQ(journal[3].action, "place_booking");
  EXPECT_EQ(journal[3].channel, booking::Channel::kiosk);
  EXPECT_EQ(journal[4].previous, journal[3].hash);
}

TEST_F(ServiceJournal, a_repeated_batch_adds_nothing) {
  const DeviceId kiosk = house_.site().devices.begin()->first;
  const booking::Booking booking =
      tests::sample_booking({.selection = tests::king_stay(LocalDate::of(2026, 12, 10), 1),
                             .device = kiosk,
                             .number = 1,
                             .as_request = true});
  house_.send(kiosk, {tests::sample_operation(kiosk, 1, protocol::PlaceBooking{booking, {}})});
  EXPECT_EQ(house_.site().journal.size(), 6U);
}

TEST_F(ServiceJournal, what_was_changed_is_named) {
  EXPECT_EQ(fault([](tests::MemorySite& site) { site.journal[1].actor = "nobody"; }),
            "entry 2 was changed after it was written");
}

TEST_F(ServiceJournal, what_is_missing_is_named) {
  EXPECT_EQ(fault([](tests::MemorySite& site) { site.journal.erase(site.journal.begin()); }),
            "entry 1 is missing");
}

TEST_F(ServiceJournal, an_entry_put_in_its_place_breaks_the_chain) {
  EXPECT_EQ(fault([](tests::MemorySite& site) {
              site.journal[1].hash.fill(7);
              site.journal[2].previous.fill(7);
            }),
            "entry 2 was changed after it was written");
  EXPECT_EQ(fault([](tests::MemorySite& site) { site.journal[1].previous.fill(9); }),
            "entry 2 does not follow the one before it");
}

TEST_F(ServiceJournal, an_end_that_was_cut_off_shows_beside_a_noted_head) {
  const JournalEntry last = house_.site().journal.back();
  const office::JournalHead noted{last.number, last.hash};
  EXPECT_EQ(fault([](tests::MemorySite&) {}, noted), std::nullopt);
  EXPECT_EQ(fault([](tests::MemorySite& site) { site.journal.pop_back(); }, noted),
            "entry 6 was noted and is not here");
  office::JournalHead other = noted;
  other.number = 2;
  EXPECT_EQ(fault([](tests::MemorySite&) {}, other), "entry 2 is not the one that was noted");
}

}  // namespace
}  // namespace lobby::service
