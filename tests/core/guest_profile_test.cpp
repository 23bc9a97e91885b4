// Goal: whatever a guest types or pastes, a fault names the field and what to do and repeats
// nothing; what is sound of any script is taken. Method: tables of texts per field against the rule
// that each breaks, and consents that are given and withdrawn in turn.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/guest/profile.h"
#include "tests/fakes/store_facts.h"

namespace lobby::guest {
namespace guest_profile_test {

using Rule = ProfileRule;

GuestProfile sound_profile() {
  GuestProfile profile;
  profile.id = tests::id_of<GuestId>(1);
  profile.name = "Wilhelmina Farthingale";
  profile.phone = "+442079460000";
  profile.email = "w.farthingale@example.com";
  profile.company = Company{"Example Trading Ltd", "91350100M000100Y43"};
  profile.language = "en";
  profile.tags = {TagId::literal("regular")};
  profile.preferences = {NoteId::literal("high-floor")};
  profile.consents = {{ConsentKind::profile, WordingId::literal("privacy-1"), {1}, {}}};
  profile.identity = ProtectedIdentity{IdentityKind::passport_number, "E*****12", {1, 2, 3}, {}};
  return profile;
}

// "name too_large, tier out_of_range"
std::string faults_of(const GuestProfile& profile) {
  std::string text;
  for (const ProfileFault& fault : check_profile(profile)) {
    text += text.empty() ? "" : ", ";
    text += std::string(name_of(fault.field)) + " " + std::string(name_of(fault.rule));
    EXPECT_NE(fault.error.detail.find(name_of(fault.field)), std::string::npos);
  }
  return text;
}

std::string name_fault(const std::string& name) {
  GuestProfile profile = sound_profile();
  profile.name = name;
  return faults_of(profile);
}

TEST(GuestProfile, names_of_any_script_are_taken) {
  const char* names[] = {"林雨",
                         "𠮷田 太郎",          // beyond the basic plane
                         "辻\U000E0100 花子",  // an ideographic variation selector
                         "محمد بن علي",        // right to left, without marks
                         "דוד לוי",
                         "می\u200Cخواهم",  // Persian, with a joiner
                         "नरेन्द्र",
                         "Nguyễn Thị Ánh",
                         "O'Brien-Smith, Jr.",
                         "X Æ A-12"};
  for (const char* name : names) {
    EXPECT_EQ(name_fault(name), "") << name;
  }
  EXPECT_EQ(name_fault(std::string(limits::guest_name_code_points, 'a')), "");
}

TEST(GuestProfile, a_name_that_cannot_be_is_named) {
  struct Row {
    std::string name;
    const char* rule;
  };
  std::string hanzi;
  for (std::size_t count = 0; count <= limits::guest_name_code_points; ++count) {
    hanzi += "林";
  }
  const Row table[] = {
      {"", "empty"},
      {std::string(10'000, 'a'), "too_large"},
      {std::string(limits::guest_name_code_points + 1, 'a'), "too_large"},
      {hanzi, "too_large"},
      {std::string(10'000, '\xFF'), "too_large"},
      {"Li\xC3", "encoding"},
      {"Li\xC0\x80", "encoding"},
      {"Li\xED\xA0\x80", "encoding"},
      {std::string("Li\0n", 4), "control"},
      {"Lin\nYu", "control"},
      {"Lin\x7F", "control"},
      {"Lin\u0085Yu", "control"},
      {"Lin\u200BYu", "control"},
      {"\uFEFFLin", "control"},
      {"Lin\u2028Yu", "control"},
      {"Lin\u200E", "direction"},
      {"\u200FLin", "direction"},
      {"Lin\u061CYu", "direction"},
      {"\u202EniL", "direction"},
      {"Lin\u2066Yu\u2069", "direction"},
      {"Lin 🙂", "symbol"},
      {"🇨🇳 Lin", "symbol"},
      {"Lin ❤️", "symbol"},
      {" Lin", "blank"},
      {"Lin ", "blank"},
      {"Lin\u3000", "blank"},
      {"12345", "letter_missing"},
      {"---", "letter_missing"},
      {"１２３", "letter_missing"},
      {"。。", "letter_missing"},
  };
  for (const Row& row : table) {
    EXPECT_EQ(name_fault(row.name), "name " + std::string(row.rule)) << row.name.substr(0, 40);
  }
}

TEST(GuestProfile, a_typed_name_is_trimmed_and_checked) {
  EXPECT_EQ(parse_profile_name("  Lin Yu ").value(), "Lin Yu");
  EXPECT_EQ(parse_profile_name(std::string(10'000, 'a')).error().code, ErrorCode::too_large);
  EXPECT_EQ(parse_profile_name("Lin\xFF").error().code, ErrorCode::invalid_utf8);
  EXPECT_EQ(parse_profile_name("   ").error().code, ErrorCode::malformed);
  const Error error = parse_profile_name("Lin\u202E Yu").error();
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(error.detail.find("Lin"), std::string::npos);
}

TEST(GuestProfile, addresses) {
  EXPECT_EQ(parse_email(" Lin.Yu+kiosk@Mail.EXAMPLE.com ").value(),
            "Lin.Yu+kiosk@mail.example.com");
  const std::string bad[] = {"",
                             "lin",
                             "@example.com",
                             "lin@",
                             "lin@example",
                             "lin@@example.com",
                             "lin yu@example.com",
                             ".lin@example.com",
                             "lin..yu@example.com",
                             "lin@-example.com",
                             "lin@example-.com",
                             "lin@example..com",
                             "lin@example.com.",
                             "lin@192.0.2.1",
                             "lin@[192.0.2.1]",
                             "\"lin yu\"@example.com",
                             "林@example.com",
                             "lin@例子.com",
                             "lin@example.com\u200B",
                             "lin@example.com,yu@example.com",
                             std::string(65, 'a') + "@example.com",
                             "a@" + std::string(64, 'b') + ".com",
                             std::string(10'000, 'a') + "@example.com"};
  for (const std::string& email : bad) {
    EXPECT_FALSE(parse_email(email)) << email.substr(0, 40);
  }
}

TEST(GuestProfile, each_field_names_its_own_fault) {
  struct Row {
    const char* expected;
    void (*change)(GuestProfile&);
  };
  const Row table[] = {
      {"", [](GuestProfile&) {}},
      {"", [](GuestProfile& p) { p.phone.clear(), p.email.clear(), p.company.reset(); }},
      {"", [](GuestProfile& p) { p.company->licence.clear(), p.identity.reset(); }},
      {"phone form", [](GuestProfile& p) { p.phone = "13800005678"; }},
      {"phone form", [](GuestProfile& p) { p.phone = "+0123456789"; }},
      {"phone form", [](GuestProfile& p) { p.phone = "+1234567890123456"; }},
      {"phone form", [](GuestProfile& p) { p.phone = "+44 20 7946"; }},
      {"email form", [](GuestProfile& p) { p.email = "w@example.COM"; }},
      {"company_name empty", [](GuestProfile& p) { p.company->name.clear(); }},
      {"company_licence form", [](GuestProfile& p) { p.company->licence = "91350100M000100Y44"; }},
      {"company_licence form", [](GuestProfile& p) { p.company->licence = "91350100m000100y43"; }},
      {"language form", [](GuestProfile& p) { p.language = ""; }},
      {"language form", [](GuestProfile& p) { p.language = "english language"; }},
      {"tier out_of_range", [](GuestProfile& p) { p.tier = limits::guest_tier_max + 1; }},
      {"tags repeated", [](GuestProfile& p) { p.tags.push_back(p.tags.front()); }},
      {"tags too_large", [](GuestProfile& p) { p.tags.resize(limits::guest_tags_max + 1); }},
      {"preferences empty", [](GuestProfile& p) { p.preferences.emplace_back(); }},
      {"consents order", [](GuestProfile& p) { p.consents[0].withdrawn_at = UtcTime{0}; }},
      {"consents empty", [](GuestProfile& p) { p.consents[0].wording = {}; }},
      {"identity empty", [](GuestProfile& p) { p.identity->closed.clear(); }},
      {"identity form", [](GuestProfile& p) { p.identity->mask = "E***\n12"; }},
      {"version out_of_range", [](GuestProfile& p) { p.version = 0; }},
      {"name empty, email form, tier out_of_range",
       [](GuestProfile& p) { p.name.clear(), p.email = "no", p.tier = -1; }},
  };
  for (const Row& row : table) {
    GuestProfile profile = sound_profile();
    row.change(profile);
    EXPECT_EQ(faults_of(profile), row.expected);
  }
}

TEST(GuestProfile, a_consent_says_what_was_agreed_and_until_when) {
  const WordingId first = WordingId::literal("offers-1");
  const WordingId second = WordingId::literal("offers-2");
  GuestProfile profile = sound_profile();
  EXPECT_FALSE(consent_to(profile, ConsentKind::marketing));
  profile = *give_consent(profile, ConsentKind::marketing, first, {10});
  EXPECT_EQ(*give_consent(profile, ConsentKind::marketing, first, {20}), profile);
  profile = *give_consent(profile, ConsentKind::marketing, second, {30});
  EXPECT_EQ(consent_to(profile, ConsentKind::marketing)->wording, second);
  profile = withdraw_consent(profile, ConsentKind::marketing, {40});
  EXPECT_EQ(withdraw_consent(profile, ConsentKind::marketing, {50}), profile);
  EXPECT_FALSE(consent_to(profile, ConsentKind::marketing));
  EXPECT_TRUE(consent_to(profile, ConsentKind::profile));
  const std::vector<Consent> history = {
      {ConsentKind::profile, WordingId::literal("privacy-1"), {1}, {}},
      {ConsentKind::marketing, first, {10}, UtcTime{30}},
      {ConsentKind::marketing, second, {30}, UtcTime{40}}};
  EXPECT_EQ(profile.consents, history);
  EXPECT_EQ(profile.version, 4);
  EXPECT_EQ(faults_of(profile), "");
}

TEST(GuestProfile, consents_are_bounded) {
  GuestProfile profile = sound_profile();
  for (std::int64_t at = 1; profile.consents.size() < limits::guest_consents_max; ++at) {
    profile = *give_consent(profile, ConsentKind::sharing, WordingId::literal("share"), {at});
    profile = withdraw_consent(profile, ConsentKind::sharing, {at});
  }
  const auto more = give_consent(profile, ConsentKind::sharing, WordingId::literal("share"), {99});
  EXPECT_EQ(more.error().code, ErrorCode::too_large);
}

}  // namespace guest_profile_test
}  // namespace lobby::guest
