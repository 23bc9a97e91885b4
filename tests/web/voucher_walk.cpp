// What is given out, redeemed, given back and withdrawn, and what each refuses.
#include "tests/web/voucher_walk.h"

namespace lobby::tests {
namespace {

using nlohmann::json;

}  // namespace

void walk_through_vouchers(Office& office, const Walk& walk) {
  const auto command = [&](const json& body) { return walk.command(body); };

  const json give = command({{"kind", "discount"}, {"percent", 50}, {"reason", "the lift"}});
  office.post("/v1/vouchers", give, 403, Office::By::kiosk);
  const json half = office.post("/v1/vouchers", give, 200);
  EXPECT_EQ(office.post("/v1/vouchers", give, 200), half);
  json other = give;
  other["percent"] = 60;
  office.post("/v1/vouchers", other, 409);
  json nobodys = command(give);
  nobodys["booking"] = "01900000-0000-7000-8000-000000000001";
  office.post("/v1/vouchers", nobodys, 404);
  const std::string voucher = "/v1/vouchers/" + half["id"].get<std::string>();
  office.get(voucher, 403, Office::By::kiosk);
  EXPECT_NE(office.get(voucher, 200)["code"], half["code"]);
  const json query{{"code", half["code"]}};
  office.post("/v1/vouchers/search", query, 403, Office::By::kiosk);
  EXPECT_EQ(office.post("/v1/vouchers/search", query, 200)["id"], half["id"]);
  office.post("/v1/vouchers/search", json{{"code", "AAAA-BBBB-CCCC-DDDD"}}, 404);
  office.post("/v1/vouchers/search", json{{"code", "AAAA\nBBBB"}}, 400);

  json ask = command({{"selection", walk.stay}, {"vouchers", {half["code"]}}});
  const json quote = office.post("/v1/quotes", ask, 200, Office::By::kiosk);
  json order = command({{"selection", walk.stay}, {"guest", walk.guest}, {"quote", quote["id"]}});
  const json booking = office.post("/v1/bookings", order, 200, Office::By::kiosk);
  order["operation_id"] = walk.new_id();
  EXPECT_EQ(office.post("/v1/bookings", order, 409)["code"], "invalid_transition");
  ask["operation_id"] = walk.new_id();
  office.post("/v1/quotes", ask, 404, Office::By::kiosk);
  ask["operation_id"] = walk.new_id();
  office.post("/v1/quotes", ask, 409);

  const json credit =
      office.post("/v1/vouchers",
                  command({{"kind", "credit"},
                           {"amount", {{"amount_minor", 5000}, {"currency", "CNY"}}},
                           {"reason", "the lift"}}),
                  200);
  const json pay = command({{"code", credit["code"]}});
  const json paid = office.post(at(booking, "/vouchers"), pay, 200, Office::By::kiosk);
  EXPECT_EQ(paid["left"]["amount_minor"], 0);
  EXPECT_EQ(office.post(at(booking, "/vouchers"), pay, 200, Office::By::kiosk), paid);
  const json again = command({{"code", credit["code"]}});
  EXPECT_EQ(office.post(at(booking, "/vouchers"), again, 404, Office::By::kiosk)["code"],
            "not_found");
  EXPECT_EQ(office.post(at(booking, "/vouchers"), again, 409)["code"], "invalid_transition");

  json cash = command({{"kind", "payment"}, {"amount", paid["balance"]}, {"method", "cash"}});
  office.post(at(booking, "/folio"), cash, 200);
  cash["kind"] = "voucher";
  cash["operation_id"] = walk.new_id();
  office.post(at(booking, "/folio"), cash, 403);
  EXPECT_EQ(office.get(at(booking, "/cancellation"), 200)["credit"], credit["amount"]);
  const json cancel = command({{"base_version", booking["version"]}, {"settlement", "voucher"}});
  const json ended = office.post(at(booking, "/cancellation"), cancel, 200, Office::By::kiosk);
  EXPECT_EQ(ended["voucher"]["amount"], paid["balance"]);
  EXPECT_EQ(office.post(at(booking, "/cancellation"), cancel, 200, Office::By::kiosk), ended);
  EXPECT_EQ(office.get(voucher, 200)["state"], "open");

  const json stop = command({{"reason", "lost"}});
  office.post(voucher + "/withdrawal", stop, 403, Office::By::kiosk);
  EXPECT_EQ(office.post(voucher + "/withdrawal", stop, 200)["state"], "withdrawn");
  office.post(voucher + "/withdrawal", command({{"reason", "lost"}}), 409);
}

}  // namespace lobby::tests
