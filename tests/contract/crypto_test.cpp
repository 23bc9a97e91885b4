// Goal: keys, signatures, certificates and enrolment requests do what the ports promise.
// Method: published vectors, round trips, and each way a file or a request can be wrong.
#include "platform/openssl/crypto.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/text.h"
#include "platform/openssl/authority.h"
#include "platform/openssl/file.h"
#include "tests/fakes/tls_house.h"

namespace lobby::openssl {
namespace crypto_test {

using tests::ScratchDirectory;
using tests::time_now;

template <std::size_t N>
std::array<std::uint8_t, N> bytes_of(std::string_view hex) {
  const std::optional<Bytes> bytes = parse_hex(hex);
  CHECK(bytes && bytes->size() == N);
  std::array<std::uint8_t, N> out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

PrivateKey new_key(KeyKind kind = KeyKind::ed25519) {
  return *std::move(PrivateKey::generate(kind));
}

// RFC 8032 §7.1, tests 1 to 3.
struct Vector {
  std::string_view seed;
  std::string_view public_key;
  std::string_view message;
  std::string_view signature;
};
constexpr Vector vectors[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(Signer, signs_as_rfc_8032_says) {
  for (const Vector& vector : vectors) {
    Signer signer(*PrivateKey::from_seed(bytes_of<32>(vector.seed)));
    const Bytes message = *parse_hex(vector.message);
    EXPECT_EQ(hex_text(signer.public_key()), vector.public_key);
    EXPECT_EQ(hex_text(signer.sign(message)), vector.signature);
  }
}

TEST(Verifier, accepts_the_vectors_and_refuses_every_flipped_bit) {
  Verifier verifier;
  for (const Vector& vector : vectors) {
    const auto key = bytes_of<32>(vector.public_key);
    const Bytes message = *parse_hex(vector.message);
    ticket::Signature signature = bytes_of<64>(vector.signature);
    EXPECT_TRUE(verifier.verify(key, message, signature));
    for (std::size_t bit = 0; bit < signature.size() * 8; bit += 7) {
      signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
      EXPECT_FALSE(verifier.verify(key, message, signature)) << "bit " << bit;
      signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    }
  }
}

TEST(Verifier, refuses_a_key_that_is_no_point) {
  ticket::PublicKey key{};
  key.fill(0xFF);
  EXPECT_FALSE(Verifier().verify(key, Bytes{1}, bytes_of<64>(vectors[0].signature)));
}

// FIPS 180-4, "abc".
TEST(Hasher, hashes_as_fips_180_says) {
  const Bytes message{'a', 'b', 'c'};
  EXPECT_EQ(hex_text(Hasher().sha256(message)),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(KeyId, is_the_beginning_of_the_keys_hash) {
  const ticket::PublicKey key = new_key().public_key();
  const port::Sha256 hash = Hasher().sha256(key);
  const ticket::KeyId id = key_id(key);
  EXPECT_TRUE(std::equal(id.begin(), id.end(), hash.begin()));
}

TEST(PrivateKey, comes_back_from_its_file_of_mode_0600) {
  const ScratchDirectory directory;
  const auto file = directory.path() / "key.pem";
  for (const KeyKind kind : {KeyKind::ed25519, KeyKind::p256}) {
    std::filesystem::remove(file);
    const PrivateKey key = new_key(kind);
    ASSERT_TRUE(key.save(file).ok());
    struct stat status{};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    const Result<PrivateKey> loaded = PrivateKey::load(file);
    ASSERT_TRUE(loaded.ok()) << to_string(loaded.error());
    EXPECT_EQ(loaded->kind(), kind);
  }
}

TEST(PrivateKey, never_overwrites_a_file) {
  const ScratchDirectory directory;
  const auto file = directory.path() / "key.pem";
  ASSERT_TRUE(new_key().save(file).ok());
  EXPECT_EQ(new_key().save(file).error().code, ErrorCode::already_exists);
}

TEST(PrivateKey, refuses_a_file_that_others_may_read) {
  const ScratchDirectory directory;
  const auto file = directory.path() / "key.pem";
  ASSERT_TRUE(new_key().save(file).ok());
  for (const mode_t mode : {0640, 0604, 0620, 0601}) {
    ASSERT_EQ(::chmod(file.c_str(), mode), 0);
    const Result<PrivateKey> loaded = PrivateKey::load(file);
    ASSERT_FALSE(loaded.ok()) << mode;
    EXPECT_EQ(loaded.error().code, ErrorCode::configuration);
    EXPECT_NE(loaded.error().detail.find("chmod 600"), std::string::npos);
  }
}

TEST(PrivateKey, names_what_is_wrong_with_its_file) {
  const ScratchDirectory directory;
  const auto file = directory.path() / "key.pem";
  EXPECT_EQ(PrivateKey::load(file).error().code, ErrorCode::not_found);
  ASSERT_TRUE(write_new_file(file, "no key", mode_private).ok());
  EXPECT_EQ(PrivateKey::load(file).error().code, ErrorCode::malformed);
  std::filesystem::remove(file);
  ASSERT_TRUE(write_new_file(file, std::string(70'000, 'x'), mode_private).ok());
  EXPECT_EQ(PrivateKey::load(file).error().code, ErrorCode::too_large);
}

class AuthorityTest : public ::testing::Test {
 protected:
  Authority authority_ = *std::move(Authority::create("yunting", time_now()));
  DeviceId device_ = DeviceId(uuid_v7(time_now(), {7}));
};

TEST_F(AuthorityTest, comes_back_from_its_files) {
  const ScratchDirectory directory;
  const auto certificate = directory.path() / "ca.pem";
  const auto key = directory.path() / "ca.key.pem";
  ASSERT_TRUE(authority_.save(certificate, key).ok());
  const Result<Authority> loaded = Authority::load(certificate, key);
  ASSERT_TRUE(loaded.ok());
  EXPECT_EQ(loaded->certificate().fingerprint(), authority_.certificate().fingerprint());
}

TEST_F(AuthorityTest, refuses_files_that_do_not_belong_together) {
  const ScratchDirectory directory;
  const Authority other = *std::move(Authority::create("other", time_now()));
  ASSERT_TRUE(authority_.save(directory.path() / "a.pem", directory.path() / "a.key").ok());
  ASSERT_TRUE(other.save(directory.path() / "b.pem", directory.path() / "b.key").ok());
  EXPECT_EQ(Authority::load(directory.path() / "a.pem", directory.path() / "b.key").error().code,
            ErrorCode::configuration);
}

TEST_F(AuthorityTest, issues_a_server_certificate_for_names_and_addresses) {
  const std::vector<std::string> hosts = {"desk.example", "10.0.0.2", "::1"};
  const Result<Certificate> certificate =
      authority_.issue_server(new_key(KeyKind::p256), hosts, time_now());
  ASSERT_TRUE(certificate.ok());
  EXPECT_EQ(certificate->hosts(), hosts);
  EXPECT_GT(certificate->not_after(), time_now() + Duration::days(700));
}

TEST_F(AuthorityTest, refuses_a_host_name_that_is_none) {
  for (const char* host : {"", "a b", "x,IP:1.2.3.4", "-x", "a/b"}) {
    EXPECT_EQ(authority_.issue_server(new_key(), {host}, time_now()).error().code,
              ErrorCode::malformed)
        << host;
  }
  EXPECT_EQ(authority_.issue_server(new_key(), {}, time_now()).error().code, ErrorCode::malformed);
}

TEST_F(AuthorityTest, turns_a_request_into_a_certificate_that_names_the_device) {
  const PrivateKey key = new_key();
  const Result<std::string> request = certificate_request(key);
  ASSERT_TRUE(request.ok());
  const Result<Certificate> certificate =
      authority_.issue_client(*request, key.public_key(), device_, time_now());
  ASSERT_TRUE(certificate.ok()) << to_string(certificate.error());
  EXPECT_EQ(*certificate->device(), device_);
  EXPECT_TRUE(certificate->belongs_to(key));
  EXPECT_FALSE(certificate->belongs_to(new_key()));
  const Result<Certificate> read = Certificate::parse_pem(certificate->pem());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->fingerprint(), certificate->fingerprint());
}

TEST_F(AuthorityTest, refuses_a_request_for_another_key) {
  const std::string request = *certificate_request(new_key());
  EXPECT_EQ(Authority::check_request(request, new_key().public_key()).error().code,
            ErrorCode::bad_signature);
}

TEST_F(AuthorityTest, refuses_a_request_that_is_changed_or_broken) {
  const PrivateKey key = new_key();
  const std::string request = *certificate_request(key);
  EXPECT_EQ(Authority::check_request("nothing", key.public_key()).error().code,
            ErrorCode::malformed);
  EXPECT_EQ(Authority::check_request(request.substr(0, 80), key.public_key()).error().code,
            ErrorCode::malformed);
  std::string changed = request;
  char& letter = changed[changed.find("-----END") - 20];  // within the signature
  letter = letter == 'A' ? 'B' : 'A';
  const Status status = Authority::check_request(changed, key.public_key());
  ASSERT_FALSE(status.ok());
  EXPECT_TRUE(status.error().code == ErrorCode::bad_signature ||
              status.error().code == ErrorCode::malformed);
}

TEST_F(AuthorityTest, a_certificate_without_a_device_is_nobodys) {
  EXPECT_EQ(authority_.certificate().device().error().code, ErrorCode::unauthenticated);
  EXPECT_EQ(device_of(Bytes{1, 2, 3}).error().code, ErrorCode::malformed);
}

TEST_F(AuthorityTest, fingerprints_travel_as_text) {
  const port::Sha256 fingerprint = authority_.certificate().fingerprint();
  const std::string text = fingerprint_text(fingerprint);
  EXPECT_EQ(*parse_fingerprint(text), fingerprint);
  for (const std::string& wrong : {std::string("SHA256:"), text + "00", text.substr(7),
                                   std::string("MD5:00"), std::string()}) {
    EXPECT_EQ(parse_fingerprint(wrong).error().code, ErrorCode::malformed) << wrong;
  }
}

}  // namespace crypto_test
}  // namespace lobby::openssl
