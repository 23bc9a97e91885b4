// Goal: staff set capacities, settle conflicts and note backups with the real program beside a
// running server. Method: subcommands on one directory; their words and exit status.
#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

class ServerCare : public testing::Test {
 protected:
  ServerCare() { server_.start(); }

  ProgramResult run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--data", server_.data().string()});
    return run_server_program(arguments);
  }
  static bool has(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
  }

  ServerProcess server_;
};

TEST_F(ServerCare, capacity_is_set_by_day_and_refused_by_name) {
  const std::int64_t day = Duration::days(1).ms;
  const auto tomorrow = LocalDate::from_days(static_cast<std::int32_t>(time_now().ms / day) + 2);
  const ProgramResult set = run({"capacity", "king-room", tomorrow.text(), "3"});
  EXPECT_EQ(set.status, 0) << set.output;
  EXPECT_TRUE(has(set.output, "at most 3 are sold from now on")) << set.output;
  const ProgramResult unknown = run({"capacity", "moon-room", tomorrow.text(), "3"});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_TRUE(has(unknown.output, "there is no slot moon-room")) << unknown.output;
  EXPECT_EQ(run({"capacity", "king-room", "tomorrow", "3"}).status, 1);
  EXPECT_EQ(run({"capacity", "king-room", tomorrow.text(), "10001"}).status, 1);
}

TEST_F(ServerCare, a_backup_is_noted_when_its_command_succeeds) {
  const std::filesystem::path copy = server_.data() / "copy";
  const ProgramResult made = run({"backup", "--run", "touch " + copy.string()});
  EXPECT_EQ(made.status, 0) << made.output;
  EXPECT_TRUE(std::filesystem::exists(copy));
  const ProgramResult failed = run({"backup", "--run", "false"});
  EXPECT_EQ(failed.status, 1);
  EXPECT_TRUE(has(failed.output, "nothing is noted")) << failed.output;
}

TEST_F(ServerCare, a_conflict_that_is_not_there_is_named) {
  EXPECT_TRUE(has(run({"conflicts"}).output, "no guest is without a place"));
  const ProgramResult none = run({"conflict", "YT7K3MQ9", "--owner", "Ms Example"});
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(has(none.output, "no booking YT7K3MQ9")) << none.output;
  EXPECT_NE(run({"conflict", "YT7K3MQ9", "--take-units", "--settled", "both"}).status, 0);
  const ProgramResult nothing = run({"conflict", "YT7K3MQ9"});
  EXPECT_EQ(nothing.status, 1);
  EXPECT_TRUE(has(nothing.output, "say what is to be noted")) << nothing.output;
}

// The variable as sudo sets it, for the programs that are run meanwhile.
class BehindSudo {
 public:
  explicit BehindSudo(const char* login) { ::setenv("SUDO_USER", login, 1); }
  ~BehindSudo() { ::unsetenv("SUDO_USER"); }
  BehindSudo(const BehindSudo&) = delete;
  BehindSudo& operator=(const BehindSudo&) = delete;
};

TEST_F(ServerCare, each_subcommand_is_an_entry_of_the_journal_that_names_who_ran_it) {
  const BehindSudo clerk("m.example");
  const std::string day =
      LocalDate::from_days(static_cast<std::int32_t>(time_now().ms / Duration::days(1).ms) + 2)
          .text();
  const EnrolledDevice kiosk(server_, "Kiosk 1", protocol::DeviceRole::kiosk);
  const std::vector<std::vector<std::string>> commands = {
      {"conflicts"},
      {"tasks"},
      {"capacity", "king-room", day, "3"},
      {"backup", "--run", "true"},
      {"write-off", "Kiosk 1"},
      {"revoke", "Kiosk 1"},
      {"restored"},
      // Refused, or nothing that names a guest: no entry.
      {"capacity", "king-room", "2031-01-01", "3"},
      {"backup", "--run", "false"},
      {"cancel", "YT7K3MQ9"},
      {"conflict", "YT7K3MQ9", "--take-units"},
      {"devices"},
      {"audit"}};
  for (const std::vector<std::string>& command : commands) {
    run(command);
  }
  std::vector<std::string> said;
  for (const office::JournalEntry& entry : journal_of(server_)) {
    said.push_back(entry.action + " by " + (entry.device.is_nil() ? entry.actor : "a device"));
  }
  ASSERT_FALSE(said.empty());
  EXPECT_TRUE(said.front().starts_with("install_catalog by "));  // whoever runs the tests
  EXPECT_FALSE(said.front().ends_with(" by "));
  said.erase(said.begin());
  const std::vector<std::string> expected = {
      "make_enrolment_code by m.example", "enrol_device by a device",
      "list_conflicts by m.example",      "list_tasks by m.example",
      "set_capacity by m.example",        "note_backup by m.example",
      "write_off_device by m.example",    "revoke_device by m.example",
      "begin_incarnation by m.example"};
  EXPECT_EQ(said, expected);
  const ProgramResult chain = run({"audit", "--chain"});
  EXPECT_EQ(chain.status, 0) << chain.output;
  EXPECT_TRUE(has(chain.output, "journal: 10 entries, the chain is whole")) << chain.output;
}

}  // namespace
}  // namespace lobby::tests
