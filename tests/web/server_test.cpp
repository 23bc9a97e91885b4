// Goal: the server as staff run it: init, catalogue changes, the feed, the guest's page, kills.
// Method: the real lobby-server as a process; each test its own.
#include <chrono>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "core/ticket/ticket.h"
#include "platform/openssl/crypto.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace server_test {

namespace fs = std::filesystem;
using protocol::DeviceRole;
using Clock = std::chrono::steady_clock;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

bool health_says(const ServerProcess& server, const std::string& words) {
  const Result<port::Reply> reply = nobody_at(server)->get("/v1/health", request_timeout);
  return reply.ok() && reply->body.find(words) != std::string::npos;
}

bool becomes_true(const std::function<bool()>& condition) {
  const auto until = Clock::now() + std::chrono::seconds(20);
  while (Clock::now() < until) {
    if (condition()) {
      return true;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

protocol::FeedPage page_of(const Result<port::Reply>& reply) {
  EXPECT_TRUE(reply.ok()) << to_string(reply.error());
  return *protocol::feed_page_from(reply->body);
}

// Reads until nothing more is there; returns the cursor.
std::int64_t read_all(EnrolledDevice& device) {
  protocol::FeedPage page;
  do {
    page = page_of(device.transport().get(
        "/v1/feed?cursor=" + std::to_string(page.cursor) + "&wait_ms=0", request_timeout));
  } while (page.more);
  return page.cursor;
}

TEST(ServerProgram, init_never_overwrites_a_server) {
  ServerProcess server;
  const ProgramResult again = run_server_program(
      {"init", "--data", server.data().string(), "--site", (server.data() / "site.toml").string()});
  EXPECT_EQ(again.status, 1);
  EXPECT_NE(again.output.find("already_exists"), std::string::npos) << again.output;
  server.start();
  EXPECT_TRUE(health_says(server, "\"catalog_version\":1"));
}

TEST(ServerProgram, init_with_a_bad_catalogue_names_the_line_and_leaves_nothing) {
  const ScratchDirectory directory;
  write(directory.path() / "bad.toml", "[site]\nid = 7\n");
  const fs::path data = directory.path() / "server";
  const ProgramResult result = run_server_program(
      {"init", "--data", data.string(), "--site", (directory.path() / "bad.toml").string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.output.find("bad.toml:2"), std::string::npos) << result.output;
  EXPECT_FALSE(fs::exists(data / "server.toml"));
}

TEST(ServerProgram, commands_without_a_server_say_how_to_make_one) {
  const ScratchDirectory directory;
  const ProgramResult result = run_server_program({"serve", "--data", directory.path().string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.output.find("lobby-server init"), std::string::npos) << result.output;
}

TEST(ServerProgram, a_new_catalogue_comes_into_force_and_a_broken_one_does_not) {
  ServerProcess server;
  server.start();
  EnrolledDevice kiosk(server, "Kiosk 1", DeviceRole::kiosk);
  const std::int64_t cursor = read_all(kiosk);
  const fs::path site_file = server.data() / "site.toml";
  const std::string good = text_of(site_file);

  write(site_file, good + "\n[[services]]\nid = 3\n");
  EXPECT_TRUE(becomes_true([&] {
    return text_of(server.data() / "server.log").find("stays in force") != std::string::npos;
  }));
  EXPECT_NE(text_of(server.data() / "server.log").find("site.toml:"), std::string::npos);
  EXPECT_TRUE(health_says(server, "\"catalog_version\":1"));

  write(site_file, good + "\n# a remark\n");
  EXPECT_TRUE(becomes_true([&] { return health_says(server, "\"catalog_version\":2"); }));
  const protocol::FeedPage page = page_of(kiosk.transport().get(
      "/v1/feed?cursor=" + std::to_string(cursor) + "&wait_ms=5000", request_timeout));
  ASSERT_FALSE(page.items.empty());
  EXPECT_EQ(protocol::kind_of(page.items.front()), "catalog");

  // Broken on disk at the next start: the published one serves on.
  write(site_file, "nonsense");
  server.stop();
  server.start();
  EXPECT_TRUE(health_says(server, "\"catalog_version\":2"));
}

TEST(ServerProgram, a_waiting_desk_hears_of_a_new_device_within_100_ms) {
  ServerProcess server;
  server.start();
  EnrolledDevice desk(server, "Desk 1", DeviceRole::desk);
  const std::int64_t cursor = read_all(desk);
  const auto order = server.order_enrolment("Kiosk 1", DeviceRole::kiosk);
  const ScratchDirectory directory;
  std::promise<void> asking;
  auto polling = std::async(std::launch::async, [&] {
    asking.set_value();
    const Result<port::Reply> reply = desk.transport().get(
        "/v1/feed?cursor=" + std::to_string(cursor) + "&wait_ms=20000", request_timeout);
    return std::pair(page_of(reply), Clock::now());
  });
  asking.get_future().wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  ASSERT_TRUE(enrol(order.server_url, order.code, order.ca_fingerprint, directory.path()).ok());
  const auto enrolled = Clock::now();
  const auto [page, at] = polling.get();
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(protocol::kind_of(page.items.front()), "key");
  EXPECT_LT(at - enrolled, std::chrono::milliseconds(100));
}

TEST(ServerProgram, a_waiting_desk_hears_what_another_process_did) {
  ServerProcess server;
  server.start();
  EnrolledDevice desk(server, "Desk 1", DeviceRole::desk);
  EnrolledDevice kiosk(server, "Kiosk 1", DeviceRole::kiosk);
  const std::int64_t cursor = read_all(desk);
  auto polling = std::async(std::launch::async, [&] {
    return page_of(desk.transport().get(
        "/v1/feed?cursor=" + std::to_string(cursor) + "&wait_ms=20000", request_timeout));
  });
  server.run({"revoke", "Kiosk 1"});
  const auto began = Clock::now();
  const protocol::FeedPage page = polling.get();
  EXPECT_LT(Clock::now() - began, std::chrono::seconds(5));
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_TRUE(std::get<protocol::KeyNotice>(page.items.front()).revoked);
}

std::string path_of(const std::string& ticket_text) {
  return ticket_text.substr(ticket_text.find("/T/"));
}

TEST(ServerProgram, the_guests_page_says_what_a_ticket_is_good_for) {
  ServerProcess server;
  server.start();
  EnrolledDevice kiosk(server, "Kiosk 1", DeviceRole::kiosk);
  openssl::Signer signer(*openssl::PrivateKey::load(kiosk.file("key.pem")));
  ticket::SignedTicket signed_ticket;
  ticket::Ticket& ticket = signed_ticket.ticket;
  ticket.key = openssl::key_id(signer.public_key());
  const std::string toml = text_of(server.data() / "site.toml");
  ticket.site_number =
      static_cast<std::uint32_t>(std::stoul(toml.substr(toml.find("number = ") + 9)));
  ticket.code = *ticket::BookingCode::parse("YT7K3MQ9");
  ticket.party = 3;
  ticket.valid_from = {time_now().ms / 60'000 * 60'000 - 60'000};
  ticket.valid_until = ticket.valid_from + Duration::days(1);
  const auto shown = [&](bool request_only, bool changed) {
    ticket.request_only = request_only;
    signed_ticket.signature = signer.sign(ticket::signing_message(ticket));
    ticket.party = changed ? 4 : 3;
    return *nobody_at(server)->get(path_of(ticket::ticket_text(signed_ticket, "x.example")),
                                   request_timeout);
  };
  const port::Reply good = shown(false, false);
  EXPECT_EQ(good.status, 200);
  EXPECT_NE(good.body.find("YT7K 3MQ9"), std::string::npos);
  EXPECT_NE(good.body.find("Confirmed. Valid now."), std::string::npos) << good.body;
  EXPECT_NE(good.body.find("预订已确认"), std::string::npos);
  const port::Reply request = shown(true, false);
  EXPECT_EQ(request.status, 200);
  EXPECT_NE(request.body.find("not a confirmation"), std::string::npos);
  const port::Reply forged = shown(false, true);
  EXPECT_EQ(forged.status, 404);
  EXPECT_EQ(forged.body.find("YT7K"), std::string::npos);
  EXPECT_EQ(nobody_at(server)->get("/T/<script>", request_timeout)->status, 404);
}

TEST(ServerProgram, comes_back_after_a_kill_on_the_same_port_with_its_data) {
  ServerProcess server;
  server.start();
  EnrolledDevice kiosk(server, "Kiosk 1", DeviceRole::kiosk);
  const std::uint16_t port = server.port();
  server.kill();
  EXPECT_EQ(outcome_of(kiosk.transport().get("/v1/feed", request_timeout)), "unavailable");
  server.start();
  EXPECT_EQ(server.port(), port);
  EXPECT_EQ(outcome_of(kiosk.transport().get("/v1/feed", request_timeout)), "200");
  EXPECT_NE(server.run({"health"}).find("\"status\":\"ok\""), std::string::npos);
  server.stop();
}

TEST(ServerProgram, catalog_check_names_every_fault) {
  const ScratchDirectory directory;
  const fs::path file = directory.path() / "faulty.toml";
  write(file, "[site]\nid = \"x\"\ncolour = 1\n");
  const ProgramResult result = run_server_program({"catalog", "check", file.string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.output.find("faulty.toml:3"), std::string::npos) << result.output;
  ServerProcess server;
  EXPECT_EQ(run_server_program({"catalog", "check", (server.data() / "site.toml").string()}).status,
            0);
}

TEST(ServerProgram, help_and_version_are_there) {
  EXPECT_EQ(run_server_program({"--version"}).status, 0);
  const ProgramResult help = run_server_program({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* command : {"init", "serve", "enrol", "cancel", "revoke", "tasks", "health"}) {
    EXPECT_NE(help.output.find(command), std::string::npos) << command;
  }
  EXPECT_NE(run_server_program({}).status, 0);
}

}  // namespace server_test
}  // namespace lobby::tests
