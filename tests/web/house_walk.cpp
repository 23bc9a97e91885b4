// What is asked of packages, departments and the house's duties, and what each refuses.
#include "tests/web/house_walk.h"

namespace lobby::tests {
namespace {

using nlohmann::json;

const std::string no_such_place = "01900000-0000-7000-8000-000000000001";

std::string days_after(const json& day, int days) {
  return LocalDate::parse(day.get<std::string>())->plus_days(days).text();
}

// In Hangzhou, which is eight hours ahead all year.
std::string site_today() {
  const std::int64_t there = (time_now() + Duration::hours(8)).ms;
  return LocalDate::from_days(static_cast<std::int32_t>(there / Duration::days(1).ms)).text();
}

}  // namespace

void walk_through_packages(Office& office, const Walk& walk) {
  json wish = walk.stay;
  wish["service"] = "lake-escape";
  const json query{
      {"wish", wish}, {"first", walk.stay["date"]}, {"last", days_after(walk.stay["date"], 20)}};
  const json vacancies = office.post("/v1/availability", query, 200)["vacancies"];
  ASSERT_FALSE(vacancies.empty());
  json order = walk.command({{"selection", vacancies[0]["selection"]}, {"guest", walk.guest}});
  order["guest"]["phone"] = "13800007777";
  const json booking = office.post("/v1/bookings", order, 200);
  EXPECT_EQ(booking["state"], "awaiting_deposit");
  const auto without = [&](const char* part) {
    json change = walk.command({{"base_version", 1}, {"selection", booking["selection"]}});
    change["selection"]["parts_left_out"] = {part};
    return change;
  };
  office.post(at(booking, "/amendments"), without("lake-tour"), 422);
  const json less = office.post(at(booking, "/amendments"), without("garden-supper"), 200);
  EXPECT_LT(less["quote"]["total"]["amount_minor"], booking["quote"]["total"]["amount_minor"]);
}

void walk_through_house(Office& office, const Walk& walk) {
  const std::string today = site_today();
  json family = walk.command({{"selection", walk.stay}, {"guest", walk.guest}});
  family["selection"]["date"] = today;
  family["selection"]["children"] = 1;
  family["selection"]["adults"] = 1;
  family["guest"]["phone"] = "13800009999";
  family["guest"]["notes"] = {"no-nuts", "shower-seat"};
  family["guest"]["remark"] = "no sesame oil either";
  const json booking = office.post("/v1/bookings", family, 200);
  EXPECT_EQ(office.get(at(booking, "/terms"), 200, Office::By::kiosk)["policy"], "room");
  office.get("/v1/bookings/" + no_such_place + "/terms", 404);

  const std::string kitchen = "/v1/work-orders?department=kitchen&date=" + today;
  const json orders = office.get(kitchen, 200)["items"];
  ASSERT_EQ(orders.size(), 1U);
  EXPECT_EQ(orders[0]["items"][0]["id"], "no-nuts");
  EXPECT_EQ(orders[0]["remark"], "no sesame oil either");
  office.get(kitchen, 403, Office::By::kiosk);
  office.get("/v1/work-orders?department=moon&date=" + today, 404);
  office.get("/v1/work-orders?department=kitchen", 422);
  office.get("/v1/work-orders?department=kitchen&date=today", 400);

  const auto come = [&](int version, int arrivals) {
    return walk.command(
        {{"base_version", version}, {"command", "check_in"}, {"arrivals", arrivals}});
  };
  office.post(at(booking, "/steps"), come(1, 1), 422);  // a minor, and nothing is recorded
  office.get(at(booking, "/duties"), 403, Office::By::kiosk);
  const json owed = office.get(at(booking, "/duties"), 200);
  json record = walk.command(
      {{"actor", "Ms Example"}, {"base_version", owed["version"]}, {"duties", owed["duties"]}});
  for (const char* duty : {"identity_checked", "guardian_asked", "companions_asked"}) {
    record["duties"][duty] = true;
  }
  office.post(at(booking, "/duties"), record, 403, Office::By::kiosk);
  office.post(at(booking, "/duties"), record, 200);
  office.post(at(booking, "/duties"), walk.command(record), 409);
  json nobody = walk.command(record);
  nobody["actor"] = "";
  office.post(at(booking, "/duties"), nobody, 422);
  office.post("/v1/bookings/" + no_such_place + "/duties", walk.command(record), 404);
  office.get("/v1/bookings/" + no_such_place + "/duties", 404);
  const json first = office.post(at(booking, "/steps"), come(1, 1), 200);
  EXPECT_EQ(first["awaited"], 1);
  office.post(at(booking, "/steps"), come(2, 2), 422);
  EXPECT_FALSE(office.post(at(booking, "/steps"), come(2, 1), 200).contains("awaited"));
}

}  // namespace lobby::tests
