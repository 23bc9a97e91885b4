// Goal: lobby-server and its subcommands work on PostgreSQL as on their own file. Method: the real
// program beside a private PostgreSQL.
#include <gtest/gtest.h>

#include "core/protocol/codec.h"
#include "tests/fakes/postgres_process.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

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

}  // namespace
}  // namespace lobby::tests
