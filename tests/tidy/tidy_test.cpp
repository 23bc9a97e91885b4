// Goal: each house rule fires on the smallest bad tree and stays silent on its good twin.
// Method: trees in memory for the rules; one bad tree in a temporary directory for the program.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/tidy/source_text.h"
#include "tests/tidy/tree.h"

namespace lobby::tidy {
namespace {

constexpr auto head = "// What this room holds.\n";

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int time = 0; time < times; ++time) all += text;
  return all;
}

// The rules that fire on one file with the head comment and `body`, each as "rule:line".
std::vector<std::string> rules_in(const std::string& path, const std::string& body) {
  std::vector<std::string> rules;
  for (const auto& finding : check({.files = {{path, head + body}}, .compiled = {}})) {
    if (finding.rule == "dead-file") continue;
    rules.push_back(finding.rule + ":" + std::to_string(finding.line));
  }
  return rules;
}

using Rules = std::vector<std::string>;

TEST(Tidy, include_table_holds_the_layers) {
  struct Case {
    std::string path;
    std::string include;
    bool allowed;
  };
  const std::vector<Case> cases = {
      {"core/booking/quote.h", "<vector>", true},
      {"core/booking/quote.h", "\"core/base/money.h\"", true},
      {"core/protocol/codec.cpp", "<nlohmann/json.hpp>", true},
      {"core/base/time.h", "<date/date.h>", true},
      {"core/base/time.h", "<date/tz.h>", false},
      {"core/base/time.h", "<thread>", false},
      {"core/base/time.h", "<sys/stat.h>", false},
      {"core/base/time.h", "\"core/flow/kiosk_flow.h\"", false},
      {"core/service/grants.h", "\"core/device/outbox.h\"", false},
      {"core/unheard_of/thing.h", "\"core/base/id.h\"", false},
      {"core/base/time.h", "\"platform/system/clock.h\"", false},
      {"core/base/time.h", "\"time.h\"", false},
      {"platform/sqlite/store.cpp", "<sqlite3.h>", true},
      {"platform/sqlite/store.cpp", "<unistd.h>", true},
      {"platform/sqlite/store.cpp", "\"core/port/store.h\"", true},
      {"platform/sqlite/store.cpp", "\"platform/sql/session.h\"", true},
      {"platform/postgres/store.cpp", "\"platform/sql/session.h\"", true},
      {"platform/toml/store.cpp", "\"platform/sql/session.h\"", false},
      {"platform/sqlite/store.cpp", "\"platform/system/clock.h\"", false},
      {"platform/sqlite/store.cpp", "\"app/common/config.h\"", false},
      {"platform/sqlite/store.cpp", "<openssl/evp.h>", false},
      {"platform/http/server.cpp", "<boost/beast.hpp>", true},
      {"platform/http/server.cpp", "<boost/locale.hpp>", false},
      {"platform/system/zone.cpp", "<date/tz.h>", true},
      {"platform/imgui/host.cpp", "<imgui.h>", true},
      {"platform/sdl/window.cpp", "<imgui.h>", false},
      {"app/ui/theme.cpp", "<imgui.h>", true},
      {"app/ui/theme.cpp", "\"imgui.h\"", true},
      {"app/ui/theme.cpp", "\"platform/imgui/host.h\"", false},
      {"app/ui/theme.cpp", "<SDL.h>", false},
      {"app/ui/theme.cpp", "\"app/kiosk/view.h\"", false},
      {"app/common/config.cpp", "\"platform/toml/config.h\"", true},
      {"app/common/config.cpp", "\"app/ui/theme.h\"", true},
      {"app/common/config.cpp", "\"app/kiosk/view.h\"", false},
      {"app/kiosk/screens/review.cpp", "\"app/ui/theme.h\"", true},
      {"app/kiosk/screens/review.cpp", "\"platform/qr/writer.h\"", false},
      {"app/kiosk/screens/review.cpp", "<imgui.h>", false},
      {"app/kiosk/screens/review.cpp", "\"app/desk/view.h\"", false},
      {"app/kiosk/screens/review.cpp", "\"app/kiosk/wiring.h\"", false},
      {"app/kiosk/wiring_effects.cpp", "\"platform/qr/writer.h\"", true},
      {"app/kiosk/main.cpp", "\"platform/qr/writer.h\"", true},
      {"app/kiosk/main.cpp", "\"app/kiosk/wiring.h\"", true},
      {"app/server/main.cpp", "<CLI/CLI.hpp>", true},
      {"tests/core/money_test.cpp", "<sqlite3.h>", true},
  };
  for (const auto& c : cases) {
    const auto expected = c.allowed ? Rules{} : Rules{"include:2"};
    EXPECT_EQ(rules_in(c.path, "#include " + c.include + "\n"), expected)
        << c.path << " includes " << c.include;
  }
}

TEST(Tidy, commented_and_quoted_includes_do_not_count) {
  EXPECT_EQ(rules_in("core/base/a.cpp", "// #include <thread>\n/*\n#include <thread>\n*/\n"),
            Rules{});
  EXPECT_EQ(rules_in("core/base/a.cpp", "auto a = R\"x(\n#include <thread>\n)x\";\n"), Rules{});
}

TEST(Tidy, file_of_501_lines_fails_and_500_passes) {
  EXPECT_EQ(rules_in("core/base/a.cpp", repeated("\n", 499)), Rules{});
  EXPECT_EQ(rules_in("core/base/a.cpp", repeated("\n", 500)), Rules{"file-length:501"});
}

TEST(Tidy, function_of_71_lines_fails_and_70_passes) {
  const std::vector<std::string> heads = {"int run(int a)",
                                          "TEST(Tidy, name)",
                                          "A::A(int a) : a_{a}, b_(1), c_{}",
                                          "auto A::b() -> int",
                                          "bool A::operator==(const A& b) const noexcept",
                                          "template <class T> void run(T a)"};
  for (const auto& function : heads) {
    const auto of = [&](int lines) {
      return function + " {\n" + repeated("  call('{', \"{\", 1'000);  // {\n", lines - 2) + "}\n";
    };
    EXPECT_EQ(rules_in("core/base/a.cpp", of(70)), Rules{}) << function;
    EXPECT_EQ(rules_in("core/base/a.cpp", of(71)), Rules{"function-length:2"}) << function;
  }
}

TEST(Tidy, function_length_does_not_count_scopes_and_tables) {
  const auto body = repeated("  {1, 2},\n", 90) + "};\n";
  EXPECT_EQ(rules_in("core/base/a.cpp", "constexpr int table[][2] = {\n" + body), Rules{});
  EXPECT_EQ(rules_in("core/base/a.cpp", "struct A {\n" + repeated("  int a();\n", 90) + "};\n"),
            Rules{});
  EXPECT_EQ(rules_in("core/base/a.cpp", "namespace a {\nclass B final : public C<int()> {\n" +
                                            repeated("  int a() { return 1; }\n", 90) + "};\n}\n"),
            Rules{});
}

TEST(Tidy, line_length_counts_code_points) {
  EXPECT_EQ(rules_in("core/base/a.cpp", "// " + repeated("订", 97) + "\n"), Rules{});
  EXPECT_EQ(rules_in("core/base/a.cpp", "// " + repeated("订", 98) + "\n"), Rules{"line-length:2"});
}

TEST(Tidy, unfinished_marks_fail) {
  EXPECT_EQ(rules_in("core/base/a.cpp", std::string("// TO") + "DO: later\n"),
            Rules{"unfinished:2"});
  EXPECT_EQ(rules_in("core/base/a.cpp", std::string("// FIX") + "ME\n"), Rules{"unfinished:2"});
  EXPECT_EQ(rules_in("core/base/a.cpp", std::string("int TO") + "DOS;\n"), Rules{});
}

TEST(Tidy, co_await_in_a_conditional_expression_fails) {
  const std::string path = "platform/http/a.cpp";
  EXPECT_EQ(rules_in(path, "auto a() { b = c ? co_await d() : e; }\n"),
            Rules{"co-await-conditional:2"});
  EXPECT_EQ(rules_in(path, "auto a() { b = c ? d\n : f(co_await e()); }\n"),
            Rules{"co-await-conditional:3"});
  EXPECT_EQ(rules_in(path, "auto a() { if (co_await d()) b = c ? 1 : 2; co_await e(); }\n"),
            Rules{});
}

TEST(Tidy, capturing_lambda_in_a_co_await_expression_fails) {
  const std::string path = "platform/http/a.cpp";
  EXPECT_EQ(rules_in(path, "auto a() { co_await run(\n[&b] { return b; }); }\n"),
            Rules{"co-await-lambda:3"});
  EXPECT_EQ(rules_in(path, "auto a() { co_await [=]() -> T { co_return; }(); }\n"),
            Rules{"co-await-lambda:2"});
  EXPECT_EQ(rules_in(path, "auto a() { co_await run([] { return 1; }, b[c](d)); }\n"), Rules{});
  EXPECT_EQ(rules_in(path, "auto a() { auto f = [&b] { return b; }; co_await run(f); }\n"),
            Rules{});
}

TEST(Tidy, file_without_a_head_comment_fails) {
  const Tree tree = {.files = {{"core/base/a.cpp", "#include <vector>\n"},
                               {"platform/setup", "#!/bin/sh\nset -e\n"},
                               {"app/run", "#!/bin/sh\n# Runs.\nset -e\n"},
                               {"core/CMakeLists.txt", "add_library(a)\n"}},
                     .compiled = {}};
  const auto findings = check(tree);
  EXPECT_EQ(std::ranges::count(findings, "head-comment", &Finding::rule), 3);
}

TEST(Tidy, dead_source_and_dead_header_fail) {
  const Tree tree = {
      .files = {{"core/base/a.cpp", std::string(head) + "#include \"core/base/a.h\"\n"},
                {"core/base/a.h", head},
                {"core/base/b.cpp", head},
                {"core/base/b.h", head}},
      .compiled = {"core/base/a.cpp"}};
  const auto findings = check(tree);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].path, "core/base/b.cpp");
  EXPECT_EQ(findings[1].path, "core/base/b.h");
}

TEST(Tidy, unknown_top_level_entry_fails_once) {
  const Tree tree = {.files = {{"README.md", ""}, {"scripts/a", ""}, {"scripts/b", ""}},
                     .compiled = {}};
  const auto findings = check(tree);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].path, "scripts");
}

TEST(Tidy, scanner_keeps_line_breaks_and_drops_literals) {
  const auto text = scan("int a = 1'0; // {\nauto b = R\"(\n{)\"; char c = '{';\n");
  EXPECT_EQ(text.code.find('{'), std::string::npos);
  EXPECT_EQ(std::ranges::count(text.code, '\n'), 3);
  EXPECT_NE(text.code.find("char c"), std::string::npos);
}

TEST(Tidy, program_lists_findings_and_ends_with_1) {
  namespace fs = std::filesystem;
  const fs::path root = fs::temp_directory_path() / ("lobby_tidy_" + std::to_string(::getpid()));
  fs::create_directories(root / "core");
  std::ofstream(root / "core/a.cpp") << "#include <thread>\n";
  const std::string quiet = " >" + (root / "out").string() + " 2>&1";
  const auto status = [&](const std::string& command) {
    return WEXITSTATUS(std::system((command + quiet).c_str()));
  };
  const std::string tidy = LOBBY_BINARY_DIR "/bin/tidy_check " + root.string();
  EXPECT_EQ(status(tidy), 2) << "not a git repository";
  ASSERT_EQ(status("git init -q " + root.string()), 0);
  EXPECT_EQ(status(tidy), 1);
  std::ofstream(root / "core/a.cpp") << head;
  fs::remove(root / "out");
  EXPECT_EQ(status("cd " + root.string() + " && git add . && " + tidy), 1) << "out is not allowed";
  fs::remove_all(root);
}

}  // namespace
}  // namespace lobby::tidy
