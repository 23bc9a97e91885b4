// Goal: a PIN is kept as scrypt makes it, told from others, and in no form that is given away.
// Method: a vector of RFC 7914 by the self-describing line, lines that are none, and the contract
// of the port over the real one and the one that tests use.
#include "platform/openssl/pin_hash.h"

#include <memory>

#include <gtest/gtest.h>

#include "platform/system/system_entropy.h"
#include "tests/fakes/plain_pin.h"
#include "tests/fakes/seeded_entropy.h"

namespace lobby::tests {
namespace pin_hash_test {

// RFC 7914, section 12: N = 16384, r = 8, p = 1, salt "SodiumChloride".
constexpr std::string_view rfc_line =
    "scrypt$14$8$1$536f6469756d43686c6f72696465$"
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887";

TEST(PinHash, a_vector_of_the_rfc_matches) {
  SeededEntropy entropy(1);
  openssl::PinHash hash(entropy);
  const Result<bool> same = hash.matches("pleaseletmein", rfc_line);
  ASSERT_TRUE(same.ok()) << to_string(same.error());
  EXPECT_TRUE(*same);
  EXPECT_FALSE(*hash.matches("pleaseletmeIn", rfc_line));
}

TEST(PinHash, a_line_says_how_it_was_made_and_nothing_of_the_pin) {
  SeededEntropy entropy(1);
  openssl::PinHash hash(entropy);
  const Result<std::string> line = hash.make("482913");
  ASSERT_TRUE(line.ok()) << to_string(line.error());
  EXPECT_TRUE(line->starts_with("scrypt$15$8$1$")) << *line;
  EXPECT_EQ(line->size(), std::string_view("scrypt$15$8$1$").size() + 32 + 1 + 64);
  EXPECT_EQ(line->find("482913"), std::string::npos);
}

TEST(PinHash, what_is_no_such_line_is_named) {
  SeededEntropy entropy(1);
  openssl::PinHash hash(entropy);
  const std::string salt(16, 'a');
  const std::string wrong[] = {"",
                               "482913",
                               "scrypt$15$8$1$" + salt,
                               "argon2$15$8$1$" + salt + "$" + salt,
                               "scrypt$99$8$1$" + salt + "$" + salt,  // more than memory stands
                               "scrypt$15$999$1$" + salt + "$" + salt,
                               "scrypt$15$8$0$" + salt + "$" + salt,
                               "scrypt$15x$8$1$" + salt + "$" + salt,
                               "scrypt$15$8$1$zz$" + salt,
                               "scrypt$15$8$1$" + salt + "$" + salt + "$"};
  for (const std::string& line : wrong) {
    const Result<bool> same = hash.matches("482913", line);
    ASSERT_FALSE(same.ok()) << line;
    EXPECT_EQ(same.error().code, ErrorCode::malformed) << line;
  }
}

class PinHashKinds : public testing::TestWithParam<bool> {
 protected:
  port::PinHash& hash() { return GetParam() ? static_cast<port::PinHash&>(real_) : plain_; }

 private:
  SeededEntropy entropy_{3};
  openssl::PinHash real_{entropy_};
  PlainPin plain_;
};

TEST_P(PinHashKinds, its_own_pin_matches_and_no_other) {
  const Result<std::string> line = hash().make("482913");
  ASSERT_TRUE(line.ok());
  EXPECT_TRUE(*hash().matches("482913", *line));
  for (const std::string_view other : {"482914", "48291", "4829133", "", "000000"}) {
    EXPECT_FALSE(*hash().matches(other, *line)) << other;
  }
}

TEST_P(PinHashKinds, a_broken_line_is_an_error_and_no_match) {
  EXPECT_FALSE(hash().matches("482913", "what is this").ok());
}

INSTANTIATE_TEST_SUITE_P(PinHash, PinHashKinds, testing::Values(true, false),
                         [](const auto& kind) { return kind.param ? "Scrypt" : "Plain"; });

TEST(PinHash, equal_pins_look_different) {
  system::SystemEntropy entropy;
  openssl::PinHash hash(entropy);
  EXPECT_NE(*hash.make("482913"), *hash.make("482913"));
}

}  // namespace pin_hash_test
}  // namespace lobby::tests
