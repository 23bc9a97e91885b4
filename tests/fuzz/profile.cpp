// Fuzz target: a guest profile as it is stored, and what a guest types into one. What is accepted
// is sound and writes back as itself; no text breaks the checks, and no sentence repeats one.
#include "core/guest/profile.h"

#include "core/base/limits.h"
#include "tests/fuzz/seeds.h"

namespace {

using namespace lobby;

guest::GuestProfile sound() {
  guest::GuestProfile profile;
  profile.id = *guest::GuestId::parse("01935b2e-7000-7000-8000-000000000001");
  profile.name = "林 雨";
  profile.phone = "+442079460000";
  profile.email = "lin@example.com";
  profile.company = guest::Company{"Example Trading Ltd", "91350100M000100Y43"};
  profile.language = "zh-Hans";
  profile.tags = {guest::TagId::literal("regular")};
  profile.preferences = {NoteId::literal("high-floor")};
  profile.consents = {
      {guest::ConsentKind::marketing, guest::WordingId::literal("offers-1"), {1}, UtcTime{2}}};
  profile.identity =
      guest::ProtectedIdentity{guest::IdentityKind::passport_number, "E*****12", {1, 2, 3}, {}};
  return profile;
}

void check_typed(std::string_view typed) {
  guest::GuestProfile profile = sound();
  if (const auto name = guest::parse_profile_name(typed)) {
    CHECK(*guest::parse_profile_name(*name) == *name);
    profile.name = *name;
  }
  if (const auto email = guest::parse_email(typed)) {
    CHECK(*guest::parse_email(*email) == *email);
    profile.email = *email;
  }
  if (guest::is_e164(typed)) {
    profile.phone = typed;
  }
  CHECK(check_profile(profile).empty());
  CHECK(protocol::guest_profile_from(protocol::to_json(profile)).value() == profile);
  // Wherever it stands, a fault is named and repeats nothing of it.
  profile.name = profile.email = profile.phone = profile.language = typed;
  profile.company = guest::Company{std::string(typed), std::string(typed)};
  for (const guest::ProfileFault& fault : check_profile(profile)) {
    constexpr std::size_t telling = 16;
    CHECK(!name_of(fault.field).empty() && !name_of(fault.rule).empty());
    CHECK(typed.size() < telling || fault.error.detail.find(typed) == std::string::npos);
  }
}

}  // namespace

std::vector<std::string> lobby::tests::fuzz_seeds() {
  guest::GuestProfile bare = sound();
  bare.company.reset();
  bare.identity.reset();
  bare.consents.clear();
  bare.phone.clear();
  bare.email.clear();
  return {protocol::to_json(sound()),
          protocol::to_json(bare),
          "Wilhelmina Farthingale",
          "Lin\xE2\x80\xAE Yu",
          "Lin \xF0\x9F\x99\x82",
          "w.farthingale@example.com",
          "+442079460000"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = tests::text_of(data, size);
  tests::check_canonical(input, &protocol::guest_profile_from);
  if (const auto profile = protocol::guest_profile_from(input)) {
    CHECK(check_profile(*profile).empty());
  }
  check_typed(input);
  return 0;
}
