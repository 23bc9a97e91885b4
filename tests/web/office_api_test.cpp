// Goal: assets/api/openapi.yaml and the running server say the same: every path and every status
// that it documents is asked for, every body is as its schema says, on both engines. Method: the
// real lobby-server, real devices; a walk through a hotel's day that notes each answer, at the end
// compared with the description.
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/protocol/codec.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/tls_client.h"
#include "tests/web/open_api.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

using nlohmann::json;
using protocol::DeviceRole;

const std::string nowhere = "01900000-0000-7000-8000-000000000001";

// A server with a desk and a kiosk, and what was heard of it.
class Office {
 public:
  explicit Office(std::unique_ptr<ServerProcess> server) : server_(std::move(server)) {
    server_->start();
    desk_ = std::make_unique<EnrolledDevice>(*server_, "Desk 1", DeviceRole::desk);
    kiosk_ = std::make_unique<EnrolledDevice>(*server_, "Kiosk 1", DeviceRole::kiosk);
  }

  enum class By : std::uint8_t { desk, kiosk };

  json get(const std::string& target, int expected, By by = By::desk) {
    return heard("GET", target, transport(by).get(target, request_timeout), expected);
  }
  json post(const std::string& target, const std::string& body, int expected, By by = By::desk) {
    const std::string operation = api_.operation_of("POST", target);
    if (expected == 200) {
      EXPECT_EQ(api_.fault_in_request(operation, body), "") << target;
    }
    return heard("POST", target, transport(by).post(target, body, request_timeout), expected);
  }
  json post(const std::string& target, const json& body, int expected, By by = By::desk) {
    return post(target, body.dump(), expected, by);
  }
  // By somebody without a certificate, on a bare connection.
  void as_nobody(const std::string& method, const std::string& target, const std::string& type) {
    TlsClient client(server_->port());
    ASSERT_TRUE(client.send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nContent-Type: " +
                            type + "\r\nContent-Length: 2\r\n\r\n{}"));
    const std::string response = client.receive_response();
    EXPECT_NE(response.find("Content-Type: application/problem+json"), std::string::npos)
        << response;
    note(method, target, std::stoi(response.substr(9, 3)),
         response.substr(response.find("\r\n\r\n") + 4));
  }
  ServerProcess& server() { return *server_; }
  const OpenApi& api() const { return api_; }
  std::set<OpenApi::Answer> missing() const {
    std::set<OpenApi::Answer> left = api_.documented();
    for (const OpenApi::Answer& answer : heard_) {
      left.erase(answer);
    }
    return left;
  }

 private:
  port::Transport& transport(By by) {
    return by == By::desk ? desk_->transport() : kiosk_->transport();
  }
  json heard(const std::string& method, const std::string& target, const Result<port::Reply>& reply,
             int expected) {
    if (!reply) {
      ADD_FAILURE() << target << ": " << to_string(reply.error());
      return {};
    }
    EXPECT_EQ(reply->status, expected)
        << method << ' ' << target << ": " << reply->body.substr(0, 300);
    note(method, target, reply->status, reply->body);
    return json::parse(reply->body, nullptr, false);
  }
  void note(const std::string& method, const std::string& target, int status,
            const std::string& body) {
    const OpenApi::Answer answer{api_.operation_of(method, target), status};
    EXPECT_EQ(api_.fault_in(answer, body), "") << method << ' ' << target << ' ' << status;
    heard_.insert(answer);
  }

  OpenApi api_{std::filesystem::path(LOBBY_SOURCE_DIR) / "assets/api/openapi.yaml"};
  std::unique_ptr<ServerProcess> server_;
  std::unique_ptr<EnrolledDevice> desk_;
  std::unique_ptr<EnrolledDevice> kiosk_;
  std::set<OpenApi::Answer> heard_;
};

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
  void walk_through_waiting();
  void ask_badly();

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

  const json booking = place(20, 1);
  EXPECT_EQ(booking["state"], "confirmed");
  EXPECT_EQ(office_.get(at(booking), 200, Office::By::kiosk), booking);
  const std::string code = booking["code"];
  office_.get("/v1/bookings/find?code=" + code + "&phone=138%200000%205678", 200,
              Office::By::kiosk);
  office_.get("/v1/bookings/find?code=" + code + "&phone=13800005679", 404);
  office_.get("/v1/bookings/find?code=" + code, 422);
  office_.get("/v1/bookings/find?code=no&phone=13800005678", 400);
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
      {"POST /v1/waiting/{id}/answer", command({{"answer", "decline"}})}};
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
  walk_through_money();
  walk_through_waiting();
  ask_badly();
  for (const auto& [operation, status] : office_.missing()) {
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
