// Goal: lobby-server and its subcommands work on PostgreSQL as on their own file. Method: the real
// program beside a private PostgreSQL.
#include <array>
#include <thread>

#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "tests/fakes/postgres_process.h"
#include "tests/fakes/sample.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

using Bodies = std::array<std::string, 2>;

// One request to each of two servers at the same time.
template <class Request>
Bodies at_once(const Request& request) {
  Bodies bodies;
  std::thread beside([&] { bodies[1] = request(1U); });
  bodies[0] = request(0U);
  beside.join();
  return bodies;
}

std::string body_of(const Result<port::Reply>& reply) {
  EXPECT_EQ(outcome_of(reply), "200");
  return reply ? reply->body : std::string();
}

protocol::OperationReply only_reply(const std::string& body) {
  const auto reply = protocol::batch_reply_from(body);
  EXPECT_TRUE(reply.ok() && reply->replies.size() == 1) << body;
  return reply && !reply->replies.empty() ? reply->replies[0] : protocol::OperationReply{};
}

TEST(ServerOnPostgres, a_whole_server_keeps_its_data_there) {
  const std::string url = PostgresProcess::shared().fresh_url();
  const auto server = ServerProcess::on_database(url);
  EXPECT_FALSE(std::filesystem::exists(server->data() / "lobby.db"));
  server->start();
  EnrolledDevice kiosk(*server, "Kiosk \"1\"", protocol::DeviceRole::kiosk);
  const auto before = kiosk.transport().get("/v1/feed?cursor=0&wait_ms=0", request_timeout);
  ASSERT_TRUE(before.ok()) << to_string(before.error());
  const auto page = protocol::feed_page_from(before->body);
  ASSERT_TRUE(page.ok()) << to_string(page.error());
  EXPECT_FALSE(page->items.empty());
  EXPECT_NE(server->run({"devices"}).find("Kiosk \"1\""), std::string::npos);

  server->kill();
  server->start();
  const auto after = kiosk.transport().get("/v1/feed?cursor=0&wait_ms=0", request_timeout);
  ASSERT_TRUE(after.ok()) << to_string(after.error());
  EXPECT_EQ(outcome_of(after), "200");
  EXPECT_NE(server->run({"revoke", "Kiosk \"1\""}).find("is revoked"), std::string::npos);
  EXPECT_EQ(server->run({"tasks"}), "nothing waits for staff\n");
  server->stop();

  try {
    const auto again = ServerProcess::on_database(url);
    FAIL() << "a second server was made on the database of the first";
  } catch (const std::runtime_error& refused) {
    EXPECT_NE(std::string(refused.what()).find("already_exists"), std::string::npos);
  }
}

TEST(ServerOnPostgres, two_programs_answer_as_one) {
  const auto first = ServerProcess::on_database(PostgresProcess::shared().fresh_url());
  first->start();
  const auto second = ServerProcess::beside(*first);
  second->start();
  ASSERT_NE(first->port(), second->port());
  const std::array urls = {first->url(), second->url()};
  const EnrolledDevice desk(*first, "Desk 1", protocol::DeviceRole::desk);
  const EnrolledDevice other_desk(*second, "Desk 2", protocol::DeviceRole::desk);
  const std::array lines = {desk.transport_to(urls[0]), desk.transport_to(urls[1])};
  const std::array doors = {desk.transport_to(urls[0]), other_desk.transport_to(urls[1])};
  const std::array devices = {desk.identity().device, other_desk.identity().device};
  const std::array<const EnrolledDevice*, 2> desks = {&desk, &other_desk};

  const auto check_in = [&](std::size_t door, std::int64_t sequence, std::uint64_t guest) {
    const protocol::AdmissionId ticket{code_of(guest), {}, 1};
    return desks.at(door)->signed_json(
        {devices.at(door),
         {sample_operation(devices.at(door), sequence, protocol::CheckIn{ticket, 1, sample_now})},
         {}});
  };
  for (std::int64_t round = 1; round <= 12; ++round) {
    const auto guest = static_cast<std::uint64_t>(round);
    // One ticket at two doors: one is let in.
    const Bodies shown = at_once([&](std::size_t door) {
      return body_of(doors.at(door)->post("/v1/operations", check_in(door, 2 * round - 1, guest),
                                          request_timeout));
    });
    const std::array replies = {only_reply(shown[0]), only_reply(shown[1])};
    EXPECT_NE(replies[0].outcome, replies[1].outcome) << shown[0] << shown[1];
    EXPECT_EQ(replies[replies[0].outcome == protocol::Outcome::applied ? 1 : 0].code,
              ErrorCode::already_exists);
    // One operation sent to both: one answer, given twice.
    const Bodies told = at_once([&](std::size_t server) {
      return body_of(lines.at(server)->post("/v1/operations", check_in(0, 2 * round, 1'000 + guest),
                                            request_timeout));
    });
    EXPECT_EQ(only_reply(told[0]), only_reply(told[1]));
    EXPECT_EQ(only_reply(told[0]).outcome, protocol::Outcome::applied);
    // The second desk's own numbers go on without a gap.
    body_of(
        doors[1]->post("/v1/operations", check_in(1, 2 * round, 2'000 + guest), request_timeout));
  }
  const Bodies feeds = at_once([&](std::size_t server) {
    const auto page = protocol::feed_page_from(
        body_of(lines.at(server)->get("/v1/feed?cursor=0&wait_ms=0", request_timeout)));
    EXPECT_TRUE(page.ok());
    std::string items;
    for (const protocol::FeedItem& item : page->items) {
      items += protocol::to_json(item) + "\n";
    }
    return items;
  });
  EXPECT_FALSE(feeds[0].empty());
  EXPECT_EQ(feeds[0], feeds[1]);
  EXPECT_EQ(first->run({"tasks"}), second->run({"tasks"}));
}

}  // namespace
}  // namespace lobby::tests
