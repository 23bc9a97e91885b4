// Goal: a profile is read back as it was written, in one form, and only a sound one is read.
// Method: a full and a bare profile, and a table of texts with one thing wrong.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "tests/fakes/store_facts.h"

namespace lobby::protocol {
namespace {

using guest::GuestProfile;

GuestProfile full() {
  GuestProfile profile;
  profile.id = tests::id_of<guest::GuestId>(1);
  profile.name = "林 雨";
  profile.phone = "+442079460000";
  profile.email = "lin@example.com";
  profile.company = guest::Company{"示例公司", "91350100M000100Y43"};
  profile.language = "zh-Hans";
  profile.tier = limits::guest_tier_max;
  profile.tags = {guest::TagId::literal("regular"), guest::TagId::literal("allergy")};
  profile.preferences = {NoteId::literal("high-floor")};
  profile.consents = {
      {guest::ConsentKind::profile, guest::WordingId::literal("privacy-1"), {1}, {}},
      {guest::ConsentKind::marketing, guest::WordingId::literal("offers-1"), {1}, UtcTime{2}}};
  profile.identity = guest::ProtectedIdentity{
      guest::IdentityKind::resident_number, "1***************2X", {0, 255, 7}, {1, 2, 3}};
  profile.version = 7;
  return profile;
}

TEST(CodecGuest, profiles) {
  GuestProfile bare;
  bare.id = tests::id_of<guest::GuestId>(2);
  bare.name = "Lin";
  bare.language = "en";
  for (const GuestProfile& profile : {full(), bare}) {
    const std::string text = to_json(profile);
    const Result<GuestProfile> read = guest_profile_from(text);
    ASSERT_TRUE(read.ok()) << to_string(read.error()) << "\n" << text;
    EXPECT_EQ(*read, profile);
    EXPECT_EQ(to_json(*read), text);
  }
}

TEST(CodecGuest, what_is_not_sound_is_not_read) {
  struct Row {
    const char* old;
    const char* with;
    ErrorCode code;
    const char* told;
  };
  const Row table[] = {
      {"林 雨", "林\\u202e", ErrorCode::malformed, "the guest's name"},
      {"林 雨", "", ErrorCode::malformed, "the guest's name"},
      {"+442079460000", "02079460000", ErrorCode::malformed, "the guest's phone"},
      {"lin@example.com", "lin", ErrorCode::malformed, "the guest's email"},
      {"\"AP8H\"", "\"AP8\"", ErrorCode::malformed, "identity.closed"},
      {"\"AP8H\"", "\"\"", ErrorCode::malformed, "the guest's identity"},
      {"resident_number", "library_card", ErrorCode::out_of_range, "identity.kind"},
      {"\"tier\":3", "\"tier\":4", ErrorCode::out_of_range, "tier"},
      {"\"withdrawn_at\":2", "\"withdrawn_at\":0", ErrorCode::malformed, "the guest's consents"},
      {"\"version\":7", "\"version\":7,\"number\":\"1\"", ErrorCode::unknown_field, "number"},
      {"\"version\":7", "\"versions\":7", ErrorCode::unknown_field, "versions"},
      {"\"regular\"", "\"Regular\"", ErrorCode::malformed, "tags[0]"},
  };
  for (const Row& row : table) {
    std::string text = to_json(full());
    const std::size_t at = text.find(row.old);
    ASSERT_NE(at, std::string::npos) << row.old << " in " << text;
    text.replace(at, std::string_view(row.old).size(), row.with);
    const Result<GuestProfile> read = guest_profile_from(text);
    ASSERT_FALSE(read) << row.with;
    EXPECT_EQ(read.error().code, row.code) << to_string(read.error());
    EXPECT_NE(read.error().detail.find(row.told), std::string::npos) << read.error().detail;
  }
}

}  // namespace
}  // namespace lobby::protocol
