// Goal: an identity number lies closed in a profile, opens for its own guest alone, and is found
// again by its fingerprint, also after a change of keys. Method: a vault without cryptography;
// tests/contract/vault_test.cpp shows the real one.
#include "core/service/identity_protection.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/fakes/fake_vault.h"
#include "tests/fakes/store_facts.h"

namespace lobby::service {
namespace {

using guest::GuestId;
using guest::IdentityKind;
using guest::ProtectedIdentity;

const LocalDate today = LocalDate::of(2026, 11, 28);
const GuestId lin = tests::id_of<GuestId>(1);
const GuestId may = tests::id_of<GuestId>(2);

guest::Identity resident() {
  // The example of GB 11643-1999.
  return *check_identity(IdentityKind::resident_number, "11010519491231002X", today);
}

TEST(IdentityProtection, opens_for_its_own_guest_alone) {
  tests::FakeVault vault;
  const ProtectedIdentity closed = *protect(resident(), lin, vault);
  EXPECT_EQ(closed.mask, "1***************2X");
  EXPECT_EQ(*reveal(closed, lin, vault, today), resident());
  EXPECT_EQ(reveal(closed, may, vault, today).error().code, ErrorCode::bad_signature);
  ProtectedIdentity other_kind = closed;
  other_kind.kind = IdentityKind::residence_permit;
  EXPECT_EQ(reveal(other_kind, lin, vault, today).error().code, ErrorCode::bad_signature);
}

TEST(IdentityProtection, what_lies_there_does_not_hold_the_number) {
  tests::FakeVault vault;
  const ProtectedIdentity closed = *protect(resident(), lin, vault);
  const std::string number = "11010519491231002X";
  EXPECT_TRUE(std::ranges::search(closed.closed, number).empty());
  const ProtectedIdentity again = *protect(resident(), lin, vault);
  EXPECT_NE(again.closed, closed.closed);
  EXPECT_EQ(again.fingerprint, closed.fingerprint);
}

TEST(IdentityProtection, is_found_after_a_change_of_keys) {
  tests::FakeVault vault;
  const ProtectedIdentity before = *protect(resident(), lin, vault);
  vault.change_key(9);
  const ProtectedIdentity after = *protect(resident(), lin, vault);
  EXPECT_NE(after.fingerprint, before.fingerprint);
  EXPECT_EQ(*reveal(before, lin, vault, today), resident());
  const std::vector<port::Sha256> wanted = fingerprints_of(resident(), vault);
  EXPECT_EQ(wanted, (std::vector<port::Sha256>{after.fingerprint, before.fingerprint}));
}

TEST(IdentityProtection, a_content_that_is_no_number_is_named_and_not_repeated) {
  tests::FakeVault vault;
  const std::string nonsense = "11010519491231002Y";
  ProtectedIdentity closed = *protect(resident(), lin, vault);
  closed.closed =
      *vault.close({reinterpret_cast<const std::uint8_t*>(nonsense.data()), nonsense.size()},
                   "guest " + lin.text() + " identity resident_number");
  const Error error = reveal(closed, lin, vault, today).error();
  EXPECT_EQ(error.code, ErrorCode::corrupt);
  EXPECT_EQ(error.detail.find("1101"), std::string::npos);
}

}  // namespace
}  // namespace lobby::service
