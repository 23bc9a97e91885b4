// Goal: who answers for a minor is named in full, and each duty of the house stands in the way of
// the step it comes before. Method: sound facts with one thing taken away.
#include "core/office/minors.h"

#include <functional>

#include <gtest/gtest.h>

#include "tests/fakes/priced_hotel.h"
#include "tests/fakes/sample.h"

namespace lobby::office {
namespace minors_test {

Guardian mother() {
  return {"Lin Yi", "mother", "13800005678", true};
}

TEST(Minors, a_guardian_is_named_reached_and_agrees) {
  EXPECT_TRUE(check_guardian(mother()));
  const std::function<void(Guardian&)> changes[] = {
      [](Guardian& g) { g.name.clear(); }, [](Guardian& g) { g.relation.clear(); },
      [](Guardian& g) { g.phone.clear(); }, [](Guardian& g) { g.consents = false; }};
  for (const auto& change : changes) {
    Guardian guardian = mother();
    change(guardian);
    const Status checked = check_guardian(guardian);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::missing_field);
  }
}

TEST(Minors, each_duty_stands_in_the_way_of_its_step) {
  struct Row {
    bool MinorDuties::* duty;
    std::string_view name;
    bool before_check_in;
  };
  const Row table[] = {{&MinorDuties::identity_checked, "identity_checked", true},
                       {&MinorDuties::guardian_asked, "guardian_asked", true},
                       {&MinorDuties::companions_asked, "companions_asked", true},
                       {&MinorDuties::watched, "watched", false},
                       {&MinorDuties::suspicion_reported, "suspicion_reported", false}};
  MinorStay all;
  all.duties = {true, true, true, true, true};
  EXPECT_TRUE(may_check_in(all) && may_complete(all));
  for (const Row& row : table) {
    MinorStay stay = all;
    stay.duties.*row.duty = false;
    EXPECT_EQ(may_check_in(stay).ok(), !row.before_check_in) << row.name;
    const Status completed = may_complete(stay);
    ASSERT_FALSE(completed) << row.name;
    EXPECT_EQ(completed.error().code, ErrorCode::policy_refused);
    EXPECT_NE(completed.error().detail.find(row.name), std::string::npos);
  }
}

TEST(Minors, the_house_owes_children_who_sleep_in_it) {
  const catalog::Catalog hotel = tests::priced_hotel();
  const LocalDate day = LocalDate::of(2026, 12, 11);
  booking::Selection stay = tests::king_stay(day, 1);
  EXPECT_FALSE(hosts_minors(hotel, stay));
  stay.party = {1, 1};
  EXPECT_TRUE(hosts_minors(hotel, stay));
  booking::Selection spa = tests::spa_visit(day, 600, 1);
  spa.party.children = 1;
  EXPECT_FALSE(hosts_minors(hotel, spa));
  booking::Selection trip = tests::weekend(day, 1);
  trip.party.children = 1;
  EXPECT_TRUE(hosts_minors(hotel, trip));
  trip.parts_left_out = {ServiceId::literal("lake-view-king")};
  EXPECT_FALSE(hosts_minors(hotel, trip));
}

}  // namespace minors_test
}  // namespace lobby::office
