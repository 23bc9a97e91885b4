// Goal: a number closed by the vault opens with its key for its context and in no other way, keys
// change without loss, and the key file is guarded. Method: every byte of a closed number changed
// in turn, contexts and keys exchanged, files of wrong mode and content; the hashes underneath
// against the vectors of RFC 4231 and RFC 5869.
#include "platform/openssl/vault.h"

#include <algorithm>
#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/limits.h"
#include "platform/openssl/derive.h"
#include "platform/openssl/file.h"
#include "platform/openssl/keyed_hash.h"
#include "platform/openssl/secret.h"
#include "tests/fakes/store_facts.h"

namespace lobby::openssl {
namespace vault_test {

const std::string number = "11010519491231002X";
constexpr std::string_view context = "guest 1 identity resident_number";

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Vault vault_of(std::uint8_t byte) {
  std::array<std::uint8_t, Vault::master_key_bytes> master{};
  master.fill(byte);
  return Vault::from_key(master);
}

std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

class VaultTest : public testing::Test {
 protected:
  std::filesystem::path file(const char* name) const { return directory_.path() / name; }

  tests::ScratchDirectory directory_;
  Vault vault_ = vault_of(1);
};

TEST_F(VaultTest, opens_what_it_closed) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{18}, limits::vault_plain_bytes_max}) {
    const std::string plain(size, 'x');
    const Bytes closed = vault_.close(bytes_of(plain), context).value();
    EXPECT_EQ(closed.size(), size + 37);
    EXPECT_EQ(text_of(vault_.open(closed, context).value()), plain);
  }
  const std::string too_long(limits::vault_plain_bytes_max + 1, 'x');
  EXPECT_EQ(vault_.close(bytes_of(too_long), context).error().code, ErrorCode::too_large);
}

TEST_F(VaultTest, closes_the_same_number_differently_each_time) {
  std::set<Bytes> seen;
  for (int time = 0; time < 500; ++time) {
    const Bytes closed = vault_.close(bytes_of(number), context).value();
    EXPECT_TRUE(std::ranges::search(closed, number).empty());
    EXPECT_TRUE(seen.insert(closed).second);
  }
}

TEST_F(VaultTest, a_change_of_any_bit_is_noticed) {
  const Bytes closed = vault_.close(bytes_of(number), context).value();
  for (std::size_t index = 0; index < closed.size() * 8; ++index) {
    Bytes changed = closed;
    changed[index / 8] ^= static_cast<std::uint8_t>(1U << (index % 8));
    const ErrorCode code = vault_.open(changed, context).error().code;
    const ErrorCode expected = index < 8       ? ErrorCode::unsupported_version
                               : index < 9 * 8 ? ErrorCode::not_found
                                               : ErrorCode::bad_signature;
    EXPECT_EQ(code, expected) << "bit " << index;
  }
}

TEST_F(VaultTest, what_was_cut_short_or_grew_is_refused) {
  const Bytes closed = vault_.close(bytes_of(number), context).value();
  for (std::size_t size = 0; size < closed.size(); ++size) {
    const Bytes cut(closed.begin(), closed.begin() + static_cast<std::ptrdiff_t>(size));
    const ErrorCode code = vault_.open(cut, context).error().code;
    EXPECT_EQ(code, size <= 37 ? ErrorCode::malformed : ErrorCode::bad_signature) << size;
  }
  Bytes grown = closed;
  grown.push_back(0);
  EXPECT_EQ(vault_.open(grown, context).error().code, ErrorCode::bad_signature);
  grown.resize(limits::vault_plain_bytes_max + 38);
  EXPECT_EQ(vault_.open(grown, context).error().code, ErrorCode::malformed);
}

TEST_F(VaultTest, another_context_or_key_does_not_open) {
  const Bytes closed = vault_.close(bytes_of(number), context).value();
  for (const char* other : {"", "guest 2 identity resident_number", "guest 1 identity passport"}) {
    EXPECT_EQ(vault_.open(closed, other).error().code, ErrorCode::bad_signature) << other;
  }
  EXPECT_EQ(vault_of(2).open(closed, context).error().code, ErrorCode::not_found);
}

TEST_F(VaultTest, an_earlier_key_opens_and_the_newest_closes) {
  for (const char* name : {"old.key", "new.key"}) {
    ASSERT_TRUE(Vault::make_key(file(name)));
  }
  Vault before = Vault::load(file("old.key")).value();
  const Bytes closed = before.close(bytes_of(number), context).value();
  Vault after = Vault::load(file("new.key")).value();
  EXPECT_EQ(after.open(closed, context).error().code, ErrorCode::not_found);
  ASSERT_TRUE(after.load_earlier(file("old.key")));
  EXPECT_EQ(after.load_earlier(file("old.key")).error().code, ErrorCode::already_exists);
  EXPECT_EQ(text_of(after.open(closed, context).value()), number);
  const Bytes again = after.close(bytes_of(number), context).value();
  EXPECT_EQ(before.open(again, context).error().code, ErrorCode::not_found);
  const std::vector<port::Sha256> wanted = after.fingerprints("resident_number", number);
  EXPECT_EQ(wanted.at(0), after.fingerprint("resident_number", number));
  EXPECT_EQ(wanted.at(1), before.fingerprint("resident_number", number));
  EXPECT_NE(wanted.at(0), wanted.at(1));
}

TEST_F(VaultTest, a_fingerprint_tells_kind_from_text) {
  EXPECT_EQ(vault_.fingerprint("a", "bc"), vault_of(1).fingerprint("a", "bc"));
  EXPECT_NE(vault_.fingerprint("a", "bc"), vault_.fingerprint("ab", "c"));
  EXPECT_NE(vault_.fingerprint("a", "bc"), vault_.fingerprint("a", "bd"));
  EXPECT_NE(vault_.fingerprint("a", "bc"), vault_of(2).fingerprint("a", "bc"));
}

TEST_F(VaultTest, the_key_file_is_made_once_and_guarded) {
  const std::filesystem::path key = file("vault.key");
  EXPECT_EQ(Vault::load(key).error().code, ErrorCode::not_found);
  ASSERT_TRUE(Vault::make_key(key));
  EXPECT_EQ(Vault::make_key(key).error().code, ErrorCode::already_exists);
  struct stat status{};
  ASSERT_EQ(::stat(key.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_TRUE(Vault::load(key));
  for (const mode_t mode : {0640U, 0604U, 0644U, 0620U}) {
    ASSERT_EQ(::chmod(key.c_str(), mode), 0);
    EXPECT_EQ(Vault::load(key).error().code, ErrorCode::configuration) << std::oct << mode;
  }
}

TEST_F(VaultTest, a_file_that_is_no_key_is_refused_without_repeating_it) {
  const std::string digits(64, 'a');
  const std::string contents[] = {"",
                                  "\n",
                                  digits,
                                  digits + " \n",
                                  digits + "\n\n",
                                  std::string(63, 'a') + "g\n",
                                  std::string(62, 'a') + "\n"};
  int number_of_file = 0;
  for (const std::string& content : contents) {
    const auto name = "key" + std::to_string(++number_of_file);
    ASSERT_TRUE(write_new_file(file(name.c_str()), content, mode_private));
    const Error error = Vault::load(file(name.c_str())).error();
    EXPECT_EQ(error.code, ErrorCode::malformed);
    EXPECT_EQ(error.detail.find("aaaa"), std::string::npos);
  }
}

TEST_F(VaultTest, a_shared_secret_is_one_guarded_line) {
  ASSERT_TRUE(write_new_file(file("good"), "example-secret-16+\n", mode_private));
  EXPECT_EQ(read_secret(file("good")).value(), "example-secret-16+");
  EXPECT_TRUE(KeyedHash::load(file("good")));
  ASSERT_TRUE(write_new_file(file("short"), "example\n", mode_private));
  EXPECT_EQ(read_secret(file("short")).error().code, ErrorCode::malformed);
  ASSERT_TRUE(write_new_file(file("two"), "example-secret-16\nand-another\n", mode_private));
  EXPECT_EQ(read_secret(file("two")).error().code, ErrorCode::malformed);
  ASSERT_TRUE(write_new_file(file("open"), "example-secret-16+\n", mode_public));
  EXPECT_EQ(KeyedHash::load(file("open")).error().code, ErrorCode::configuration);
}

// RFC 4231 §4.2, 4.3, 4.4 and 4.7.
TEST(KeyedHashTest, holds_the_vectors_of_rfc_4231) {
  struct Row {
    std::string key;
    std::string message;
    const char* mac;
  };
  const Row table[] = {
      {std::string(20, '\x0b'), "Hi There",
       "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
      {"Jefe", "what do ya want for nothing?",
       "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
      {std::string(20, '\xaa'), std::string(50, '\xdd'),
       "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"},
      {std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First",
       "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
  };
  for (const Row& row : table) {
    EXPECT_EQ(hex_text(KeyedHash(row.key).mac(bytes_of(row.message))), row.mac);
  }
}

std::string counting(unsigned first, unsigned last) {
  std::string text;
  for (unsigned byte = first; byte <= last; ++byte) {
    text += static_cast<char>(byte);
  }
  return text;
}

// RFC 5869 A.1, A.2, A.3.
TEST(HkdfTest, holds_the_vectors_of_rfc_5869) {
  EXPECT_EQ(hex_text(hkdf_sha256(bytes_of(std::string(22, '\x0b')), bytes_of(counting(0, 12)),
                                 counting(0xf0, 0xf9), 42)),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  EXPECT_EQ(hex_text(hkdf_sha256(bytes_of(counting(0, 0x4f)), bytes_of(counting(0x60, 0xaf)),
                                 counting(0xb0, 0xff), 82)),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41"
            "c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
  EXPECT_EQ(hex_text(hkdf_sha256(bytes_of(std::string(22, '\x0b')), {}, "", 42)),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
}

}  // namespace vault_test
}  // namespace lobby::openssl
