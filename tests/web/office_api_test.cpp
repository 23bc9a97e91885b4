// Goal: assets/api/openapi.yaml and the running server say the same: every path and every status
// that it documents is asked for, every body is as its schema says, on both engines. Method: the
// real lobby-server, real devices; a walk through a hotel's day that notes each answer, at the end
// compared with the description.
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "platform/openssl/keyed_hash.h"
#include "tests/fakes/postgres_process.h"
#include "tests/web/house_walk.h"
#include "tests/web/office_house.h"
#include "tests/web/voucher_walk.h"

namespace lobby::tests {
namespace {

using nlohmann::json;

const std::string nowhere = "01900000-0000-7000-8000-000000000001";

class OfficeApi : public testing::TestWithParam<const char*> {
 protected:
  OfficeApi()
      : office_(GetParam() == std::string("postgres")
                    ? ServerProcess::on_database(PostgresProcess::shared().fresh_url())
                    : std::make_unique<ServerProcess>()) {}

  static std::string date(int days_ahead) {
    const std::int64_t day = Duration::days(1).ms;
    return LocalDate::from_days(static_cast<std::int32_t>(time_now().ms / day) + days_ahead).text();
  }
  std::string new_id() {
    std::string id = "01900000-0000-7000-8000-100000000000";
    std::string digits = std::to_string(++ids_);
    return id.replace(id.size() - digits.size(), digits.size(), digits);
  }
  static json stay(int days_ahead, int nights) {
    return {{"service", "lake-view-king"},
            {"date", date(days_ahead)},
            {"nights", nights},
            {"block_starts", json::array()},
            {"adults", 2},
            {"children", 0},
            {"add_ons", json::array()}};
  }
  static json guest() {
    return {{"name", "Lin Example"},
            {"phone", "13800005678"},
            {"notes", json::array()},
            {"language", "en"}};
  }
  Walk walk(const json& stay) {
    return {stay, guest(), [this] { return new_id(); }};
  }
  json command(json body) {
    body["operation_id"] = new_id();
    return body;
  }
  json place(int days_ahead, int nights, bool submit = false) {
    json order = command({{"selection", stay(days_ahead, nights)}, {"guest", guest()}});
    if (submit) {
      order["submit"] = true;
    }
    return office_.post("/v1/bookings", order, 200);
  }
  static std::string at(const json& booking, const std::string& what = "") {
    return "/v1/bookings/" + booking["id"].get<std::string>() + what;
  }
  void close_night(int days_ahead) {
    office_.server().run({"capacity", "king-room", date(days_ahead), "0"});
  }

  void walk_through_bookings();
  void walk_through_changes();
  void walk_through_money();
  void walk_through_payments();
  void walk_through_guests();
  void walk_through_waiting();
  void walk_through_devices();
  void ask_badly();
  json until_payment_is(const std::string& target, const std::string& state);

  Office office_;
  int ids_ = 0;
};

void OfficeApi::walk_through_bookings() {
  const json query{{"wish", stay(20, 1)}, {"first", date(20)}, {"last", date(24)}};
  EXPECT_EQ(office_.post("/v1/availability", query, 200, Office::By::kiosk)["vacancies"].size(),
            5U);
  json unknown = query;
  unknown["wish"]["service"] = "moon-room";
  office_.post("/v1/availability", unknown, 404);

  const json asked_for = command({{"selection", stay(20, 1)}, {"tier", 2}});
  const json quote = office_.post("/v1/quotes", asked_for, 200);
  EXPECT_EQ(office_.get("/v1/quotes/" + quote["id"].get<std::string>(), 200), quote);
  json other_quote = asked_for;
  other_quote["tier"] = 1;
  office_.post("/v1/quotes", other_quote, 409);
  json moon_quote = command(asked_for);
  moon_quote["selection"]["service"] = "moon-room";
  office_.post("/v1/quotes", moon_quote, 404);
  json quoted = command({{"selection", stay(20, 1)}, {"guest", guest()}, {"quote", quote["id"]}});
  EXPECT_EQ(office_.post("/v1/bookings", quoted, 200)["quote"], quote["quote"]);

  const json booking = place(20, 1);
  EXPECT_EQ(booking["state"], "awaiting_approval");  // the same guest at the same time
  const json free_again = command({{"base_version", 1}, {"command", "approve"}});
  EXPECT_EQ(office_.post(at(booking, "/steps"), free_again, 200)["state"], "confirmed");
  EXPECT_EQ(office_.get(at(booking), 200, Office::By::kiosk)["id"], booking["id"]);
  const std::string code = booking["code"];
  office_.get("/v1/bookings/find?code=" + code + "&phone=138%200000%205678", 200,
              Office::By::kiosk);
  office_.get("/v1/bookings/find?code=" + code + "&phone=13800005679", 404);
  office_.get("/v1/bookings/find?code=" + code, 422);
  office_.get("/v1/bookings/find?code=no&phone=13800005678", 400);
  office_.get("/v1/bookings/find?ticket=no", 400);
  EXPECT_EQ(office_.get("/v1/bookings?limit=1", 200)["items"].size(), 1U);
  office_.get("/v1/bookings?limit=0", 422);
  office_.get("/v1/bookings?after=me", 400);
  office_.get("/v1/bookings", 403, Office::By::kiosk);

  json moon = command({{"selection", stay(20, 1)}, {"guest", guest()}});
  moon["selection"]["service"] = "moon-room";
  office_.post("/v1/bookings", moon, 404);
  close_night(40);
  office_.post("/v1/bookings", command({{"selection", stay(40, 1)}, {"guest", guest()}}), 409);

  const json asked = place(21, 1, true);
  EXPECT_EQ(asked["state"], "awaiting_approval");
  json step = command({{"base_version", 1}, {"command", "approve"}});
  office_.post(at(asked, "/steps"), step, 403, Office::By::kiosk);
  EXPECT_EQ(office_.post(at(asked, "/steps"), step, 200)["state"], "confirmed");
  office_.post(at(asked, "/steps"), command({{"base_version", 1}, {"command", "approve"}}), 409);
}

void OfficeApi::walk_through_changes() {
  const json booking = place(22, 1);
  const auto change = [&](int days_ahead) {
    return json{{"base_version", 1}, {"selection", stay(days_ahead, 2)}};
  };
  close_night(41);
  office_.post(at(booking, "/preview"), change(41), 409, Office::By::kiosk);
  office_.post(at(booking, "/amendments"), command(change(41)), 409);
  const json shown = office_.post(at(booking, "/preview"), change(22), 200, Office::By::kiosk);
  const json changed = office_.post(at(booking, "/amendments"), command(change(22)), 200);
  EXPECT_EQ(changed["quote"], shown["quote"]);
  office_.get(at(booking, "/cancellation"), 200, Office::By::kiosk);
  json cancel = command({{"base_version", 2}, {"settlement", "waived"}, {"reason", "ill"}});
  office_.post(at(booking, "/cancellation"), cancel, 403, Office::By::kiosk);
  cancel = command({{"base_version", 2}, {"settlement", "fee"}});
  EXPECT_EQ(office_.post(at(booking, "/cancellation"), cancel, 200)["state"], "cancelled");
  EXPECT_EQ(office_.post(at(booking, "/cancellation"), cancel, 200)["state"], "cancelled");
  office_.get(at(booking, "/cancellation"), 409);
  cancel["operation_id"] = new_id();
  office_.post(at(booking, "/cancellation"), cancel, 409);
}

void OfficeApi::walk_through_money() {
  const json booking = place(23, 1);
  const json total = booking["quote"]["total"];
  EXPECT_EQ(office_.get(at(booking, "/folio"), 200, Office::By::kiosk)["balance"], total);
  const json payment = command({{"kind", "payment"}, {"amount", total}, {"method", "cash"}});
  office_.post(at(booking, "/folio"), payment, 403, Office::By::kiosk);
  EXPECT_EQ(office_.post(at(booking, "/folio"), payment, 200)["balance"]["amount_minor"], 0);
  EXPECT_EQ(office_.post(at(booking, "/folio"), payment, 200)["entries"].size(), 2U);
  json other = payment;
  other["reference"] = "another";
  office_.post(at(booking, "/folio"), other, 409);
}

json OfficeApi::until_payment_is(const std::string& target, const std::string& state) {
  json payment;
  for (int tries = 0; tries < 150; ++tries) {
    payment = office_.get(target, 200, Office::By::kiosk);
    if (payment["state"] == state) {
      break;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(payment["state"], state) << payment.dump();
  return payment;
}

// By QR code: shown, paid, told by a signed notice; then at the desk, given back by hand.
void OfficeApi::walk_through_payments() {
  const json booking = place(24, 1);
  const json pay = command({{"method", "qr"}});
  const json begun = office_.post(at(booking, "/payments"), pay, 200, Office::By::kiosk);
  const std::string payment = "/v1/payments/" + begun["id"].get<std::string>();
  const json shown = until_payment_is(payment, "pending");
  EXPECT_FALSE(shown["qr_text"].get<std::string>().empty());
  office_.post(at(booking, "/payments"), command({{"method", "qr"}}), 409, Office::By::kiosk);
  office_.post(at(booking, "/payments"), command({{"method", "terminal"}}), 422);

  office_.gateway().ledger().pay(*payment::PaymentId::parse(begun["id"].get<std::string>()));
  openssl::KeyedHash secret(notices_secret);
  const SignedNotice notice = office_.gateway().notices(secret, time_now()).back();
  const auto tell = [&](const std::string& signature) {
    return office_.as_nobody("POST", "/v1/payment-notices", "application/json", notice.body,
                             "Lobby-Signature: " + signature + "\r\n");
  };
  EXPECT_NE(tell("t=7,v1=" + std::string(64, '0')).find("bad_signature"), std::string::npos);
  EXPECT_NE(tell("no signature").find("malformed"), std::string::npos);
  EXPECT_EQ(tell(notice.signature), "{}");
  EXPECT_EQ(office_.get(payment, 200)["state"], "paid");
  EXPECT_EQ(office_.get(at(booking, "/folio"), 200)["balance"]["amount_minor"], 0);
  EXPECT_EQ(office_.get(at(booking, "/payments"), 200)["items"].size(), 1U);

  const auto deed = [&](const std::string& what, int status, Office::By by = Office::By::desk) {
    return office_.post(payment + what, command({{"reason", "the guest asked"}}), status, by);
  };
  deed("/cancellation", 409, Office::By::kiosk);
  deed("/receipt", 409);
  deed("/returned", 409);
  deed("/refund", 403, Office::By::kiosk);
  deed("/refund", 200);
  EXPECT_EQ(until_payment_is(payment, "refunded")["refund"]["amount"], booking["quote"]["total"]);
  deed("/cancellation", 409);

  const json other = place(25, 1);
  const json by_hand = office_.post(at(other, "/payments"), command({{"method", "desk"}}), 200);
  const std::string cash = "/v1/payments/" + by_hand["id"].get<std::string>();
  office_.post(cash + "/refund", command({{"reason", "why"}}), 409);
  office_.post(cash + "/receipt", command({{"method", "cash"}}), 403, Office::By::kiosk);
  office_.post(cash + "/receipt", command({{"method", "cash"}}), 200);
  office_.post(at(other, "/cancellation"), command({{"base_version", 1}, {"settlement", "fee"}}),
               200);
  office_.post(cash + "/refund", command({{"reason", "cancelled"}}), 200);
  EXPECT_EQ(office_.get("/v1/payments/refunds?limit=5", 200)["items"].size(), 1U);
  office_.get("/v1/payments/refunds?limit=0", 422);
  office_.get("/v1/payments/refunds?after=me", 400);
  office_.get("/v1/payments/refunds", 403, Office::By::kiosk);
  office_.post(cash + "/returned", command({{"method", "cash"}}), 403, Office::By::kiosk);
  EXPECT_EQ(office_.post(cash + "/returned", command({{"method", "cash"}}), 200)["state"],
            "refunded");

  const json third = place(26, 1);
  const json unwanted = office_.post(at(third, "/payments"), command({{"method", "desk"}}), 200);
  EXPECT_EQ(office_.post("/v1/payments/" + unwanted["id"].get<std::string>() + "/cancellation",
                         command({}), 200, Office::By::kiosk)["state"],
            "cancelled");
}

// The number is the example of GB 11643-1999.
void OfficeApi::walk_through_guests() {
  const json order =
      command({{"base_version", 0},
               {"name", "Lin Example"},
               {"phone", "+8613800005678"},
               {"email", "lin@example.com"},
               {"company", nullptr},
               {"language", "en"},
               {"tier", 1},
               {"tags", json::array()},
               {"preferences", json::array()},
               {"identity", {{"kind", "resident_number"}, {"text", "11010519491231002X"}}}});
  office_.post("/v1/guests", order, 403, Office::By::kiosk);
  const json guest = office_.post("/v1/guests", order, 200);
  EXPECT_EQ(guest["identity"]["mask"].get<std::string>().find("1949"), std::string::npos);
  json other = order;
  other["name"] = "Another Example";
  office_.post("/v1/guests", other, 409);
  const std::string profile = "/v1/guests/" + guest["id"].get<std::string>();
  office_.get(profile, 200);
  office_.get(profile, 403, Office::By::kiosk);
  json change = command(order);
  change["base_version"] = 1;
  change["identity"] = nullptr;
  change["phone"] = "138 0000 5678";
  change["region"] = "CN";
  office_.post(profile, change, 403, Office::By::kiosk);
  EXPECT_EQ(office_.post(profile, change, 200)["identity"], guest["identity"]);
  change["operation_id"] = new_id();
  office_.post(profile, change, 409);
  const json consent = command({{"kind", "profile"}, {"wording", "keep-1"}, {"withdrawn", false}});
  office_.post(profile + "/consents", consent, 403, Office::By::kiosk);
  EXPECT_EQ(office_.post(profile + "/consents", consent, 200)["consents"].size(), 1U);
  const json by_number{{"phone", nullptr}, {"identity", order["identity"]}};
  EXPECT_EQ(office_.post("/v1/guests/search", by_number, 200)["items"].size(), 1U);
  const json by_phone{{"phone", "13800005678"}, {"identity", nullptr}};
  EXPECT_EQ(office_.post("/v1/guests/search", by_phone, 200)["items"].size(), 1U);
  office_.post("/v1/guests/search", by_phone, 403, Office::By::kiosk);

  const json refusal = command({{"phone", "13900005678"}, {"reason", "damaged a room"}});
  office_.post("/v1/refusals", refusal, 403, Office::By::kiosk);
  office_.post("/v1/refusals", refusal, 200);
  office_.post("/v1/refusals", command(refusal), 409);
  json unwelcome = command({{"selection", stay(20, 1)}, {"guest", OfficeApi::guest()}});
  unwelcome["guest"]["phone"] = "13900005678";
  const json refused = office_.post("/v1/bookings", unwelcome, 422);
  EXPECT_EQ(refused["code"], "policy_refused");
}

void OfficeApi::walk_through_devices() {
  office_.note("POST", "/v1/enrol", 200, protocol::to_json(office_.kiosk().identity()));
  office_.post("/v1/enrol", std::string("{"), 400);
  office_.get("/v1/health", 200);
  office_.get("/v1/ca", 200);
  office_.get("/v1/seal", 200);
  office_.get("/v1/feed?cursor=0&wait_ms=0", 200);
  office_.get("/v1/feed?cursor=x", 400);
  const DeviceId kiosk = office_.kiosk().identity().device;
  office_.post("/v1/operations", office_.kiosk().signed_json({kiosk, {}, {}}), 200,
               Office::By::kiosk);
  office_.post("/v1/balances",
               json{{"complete", true},
                    {"epoch", 1},
                    {"granted", json::array()},
                    {"incarnation", 1},
                    {"protocol", 1}},
               200, Office::By::kiosk);
  office_.server().run({"write-off", "Kiosk 1"});
  office_.post("/v1/epoch", json{{"claim", new_id()}, {"closed_epoch", 1}, {"protocol", 1}}, 200,
               Office::By::kiosk);
}

void OfficeApi::walk_through_waiting() {
  close_night(42);
  const json join = command({{"wish", stay(42, 1)}, {"guest", guest()}});
  const json waiting = office_.post("/v1/waiting", join, 200, Office::By::kiosk);
  json again = join;
  again["tier"] = 1;
  office_.post("/v1/waiting", again, 409, Office::By::kiosk);
  json moon = command(join);
  moon["wish"]["service"] = "moon-room";
  office_.post("/v1/waiting", moon, 404);
  const std::string entry = "/v1/waiting/" + waiting["id"].get<std::string>();
  EXPECT_EQ(office_.get(entry, 200, Office::By::kiosk)["state"], "waiting");
  EXPECT_EQ(office_.get("/v1/waiting?limit=10", 200)["items"].size(), 1U);
  office_.get("/v1/waiting?limit=101", 422);
  office_.get("/v1/waiting?after=me", 400);
  office_.get("/v1/waiting", 403, Office::By::kiosk);
  office_.post(entry + "/answer", command({{"answer", "accept"}}), 409);

  // A room comes free: the server offers it by itself.
  office_.server().run({"capacity", "king-room", date(42), "1"});
  json offered;
  for (int tries = 0; tries < 100 && offered["state"] != "offered"; ++tries) {
    offered = office_.get(entry, 200, Office::By::kiosk);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(offered["state"], "offered");
  EXPECT_EQ(offered["held"].size(), 1U);
  const json accepted = office_.post(entry + "/answer", command({{"answer", "accept"}}), 200);
  EXPECT_EQ(accepted["state"], "accepted");
  office_.get("/v1/bookings/" + accepted["booking"].get<std::string>(), 200);
}

// What every operation refuses in the same way.
void OfficeApi::ask_badly() {
  const json change{{"base_version", 1}, {"selection", stay(22, 2)}};
  const std::map<std::string, json> sound = {
      {"POST /v1/bookings/{id}/preview", change},
      {"POST /v1/bookings/{id}/amendments", command(change)},
      {"POST /v1/bookings/{id}/cancellation",
       command({{"base_version", 1}, {"settlement", "fee"}})},
      {"POST /v1/bookings/{id}/steps", command({{"base_version", 1}, {"command", "approve"}})},
      {"POST /v1/bookings/{id}/folio",
       command({{"kind", "payment"},
                {"amount", {{"amount_minor", 5}, {"currency", "CNY"}}},
                {"method", "cash"}})},
      {"POST /v1/waiting/{id}/answer", command({{"answer", "decline"}})},
      {"POST /v1/bookings/{id}/payments", command({{"method", "desk"}})},
      {"POST /v1/bookings/{id}/vouchers", command({{"code", "AAAA-BBBB-CCCC-DDDD"}})},
      {"POST /v1/vouchers/{id}/withdrawal", command({{"reason", "lost"}})},
      {"POST /v1/payments/{id}/cancellation", command({})},
      {"POST /v1/payments/{id}/receipt", command({})},
      {"POST /v1/payments/{id}/refund", command({{"reason", "why"}})},
      {"POST /v1/payments/{id}/returned", command({})},
      {"POST /v1/guests/{id}/consents",
       command({{"kind", "profile"}, {"wording", "keep-1"}, {"withdrawn", false}})},
      {"POST /v1/guests/{id}", command({{"base_version", 1},
                                        {"name", "Lin Example"},
                                        {"phone", ""},
                                        {"email", ""},
                                        {"company", nullptr},
                                        {"language", "en"},
                                        {"tier", 0},
                                        {"tags", json::array()},
                                        {"preferences", json::array()},
                                        {"identity", nullptr}})}};
  std::set<std::string> operations;
  for (const auto& [operation, status] : office_.api().documented()) {
    operations.insert(operation);
  }
  for (const std::string& operation : operations) {
    const std::string method = operation.substr(0, operation.find(' '));
    std::string target = operation.substr(method.size() + 1);
    if (const std::size_t hole = target.find("{id}"); hole != std::string::npos) {
      target.replace(hole, 4, nowhere);
    }
    if (method == "GET") {
      office_.as_nobody(method, target, "text/plain");
      if (target.find(nowhere) != std::string::npos) {
        office_.get(target, 404);
      }
      continue;
    }
    office_.as_nobody(method, target, "application/json");
    office_.as_nobody(method, target, "text/plain");
    if (target == "/v1/payment-notices") {
      continue;  // walked through: nothing of it is read before its signature
    }
    office_.post(target, std::string("{"), 400);
    office_.post(target, json{{"surprise", 1}}, 422);
    if (const auto body = sound.find(operation); body != sound.end()) {
      office_.post(target, body->second, 404);
    }
  }
}

TEST_P(OfficeApi, the_description_and_the_server_say_the_same) {
  walk_through_bookings();
  walk_through_changes();
  walk_through_packages(office_, walk(stay(20, 1)));
  walk_through_house(office_, walk(stay(0, 1)));
  walk_through_money();
  walk_through_payments();
  walk_through_vouchers(office_, walk(stay(27, 1)));
  walk_through_guests();
  walk_through_waiting();
  walk_through_devices();
  ask_badly();
  std::set<OpenApi::Answer> missing = office_.missing();
  missing.erase({"POST /v1/renew", 200});  // a whole renewal is web/renewal_test.cpp's
  for (const auto& [operation, status] : missing) {
    ADD_FAILURE() << operation << ' ' << status << " is documented and was never heard";
  }
  const std::string chain = office_.server().run({"audit", "--chain"});
  EXPECT_NE(chain.find("the chain is whole"), std::string::npos) << chain;
  const std::string head =
      chain.substr(chain.find("head ") + 5, chain.rfind('\n') - chain.find("head ") - 5);
  EXPECT_NE(office_.server().run({"audit", "--chain", "--head", head}).find("whole"),
            std::string::npos);
  EXPECT_NE(office_.server().run({"audit"}).find("0 violations"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(engines, OfficeApi, testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace lobby::tests
