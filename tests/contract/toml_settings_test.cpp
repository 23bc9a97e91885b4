// Program settings: declared keys are read with their type, everything else is refused by line.
// Method: tables of texts against one declaration.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/toml/settings_file.h"

namespace lobby::toml {
namespace {

using testing::HasSubstr;

constexpr SettingKey keys[] = {
    {.name = "data_dir", .kind = SettingKind::text, .required = true},
    {.name = "full_screen", .kind = SettingKind::boolean},
    {.name = "server.url", .kind = SettingKind::text, .required = true},
    {.name = "server.port", .kind = SettingKind::integer, .low = 1, .high = 65'535},
};

Result<Settings> parse(std::string_view text) {
  return parse_settings(text, "kiosk.toml", keys);
}

TEST(SettingsFile, declared_keys_are_read_and_others_fall_back) {
  const Result<Settings> settings =
      parse("data_dir = \"/var/lib/lobby\"\nfull_screen = true\n[server]\nurl = \"https://x\"\n");
  ASSERT_TRUE(settings) << to_string(settings.error());
  EXPECT_EQ(settings->text_or("data_dir", ""), "/var/lib/lobby");
  EXPECT_TRUE(settings->boolean_or("full_screen", false));
  EXPECT_EQ(settings->text_or("server.url", ""), "https://x");
  EXPECT_FALSE(settings->has("server.port"));
  EXPECT_EQ(settings->integer_or("server.port", 8443), 8443);
}

TEST(SettingsFile, faults_are_named_with_line_and_remedy) {
  struct Case {
    std::string_view text;
    ErrorCode code;
    std::string_view message;
  };
  const Case cases[] = {
      {"data_dir = \"x\"\n", ErrorCode::missing_field, "kiosk.toml:1:1 server.url: is missing"},
      {"data_dir = 1\nserver.url = \"x\"", ErrorCode::wrong_type,
       "kiosk.toml:1:1 data_dir: is a whole number; write text in quotes"},
      {"data_dir = \"\"\nserver.url = \"x\"", ErrorCode::out_of_range, "data_dir: is empty"},
      {"data_dir = \"x\"\nserver.url = \"x\"\nserver.port = 0", ErrorCode::out_of_range,
       "kiosk.toml:3:8 server.port: is 0; write a number from 1 to 65535"},
      {"data_dir = \"x\"\nserver.url = \"x\"\nserver.prot = 1", ErrorCode::unknown_field,
       "kiosk.toml:3:8 server.prot: is not a known setting; did you mean server.port?"},
      {"data_dir = \"x\"\nserver.url = \"x\"\ncolour = 1", ErrorCode::unknown_field,
       "kiosk.toml:3:1 colour: is not a known setting; remove it"},
      {"data_dir = \"x\"\nserver = 1", ErrorCode::unknown_field, "kiosk.toml:2:1 server: is not"},
      {"data_dir = ", ErrorCode::malformed, "kiosk.toml:1:"},
      {"data_dir = \"\xC3\"", ErrorCode::invalid_utf8, "kiosk.toml:1:13"},
  };
  for (const Case& given : cases) {
    const Result<Settings> settings = parse(given.text);
    ASSERT_FALSE(settings) << given.text;
    EXPECT_EQ(name_of(settings.error().code), name_of(given.code)) << settings.error().detail;
    EXPECT_THAT(settings.error().detail, HasSubstr(std::string(given.message)));
  }
}

TEST(SettingsFile, asking_for_another_type_ends_the_process) {
  const Result<Settings> settings = parse("data_dir = \"x\"\nserver.url = \"x\"");
  ASSERT_TRUE(settings);
  EXPECT_DEATH((void)settings->integer_or("data_dir", 0), "CHECK");
}

}  // namespace
}  // namespace lobby::toml
