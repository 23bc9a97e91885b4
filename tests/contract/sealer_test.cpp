// Goal: what is sealed opens with the one key and otherwise by name not at all; a device seals only
// to a certificate of its own authority made for it. Method: the real seals and the fake ones under
// one contract, every length and every bit of a real seal, and each certificate that is wrong.
#include "platform/openssl/sealer.h"

#include <memory>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "platform/openssl/file.h"
#include "tests/fakes/fake_seal.h"
#include "tests/fakes/tls_house.h"

namespace lobby::openssl {
namespace sealer_test {

namespace fs = std::filesystem;
using tests::time_now;

const std::string_view secret = "Wilhelmina Farthingale +4915112345678";

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

// A sealing key of `house` under these names; its certificate in PEM.
std::string make_seal(const tests::TlsHouse& house, const std::string& name) {
  const PrivateKey key = *PrivateKey::generate(KeyKind::p256);
  CHECK(key.save(house.file(name + ".key.pem")).ok());
  const Certificate certificate = *house.authority().issue_seal(key, time_now());
  CHECK(write_new_file(house.file(name + ".pem"), certificate.pem(), mode_public).ok());
  return certificate.pem();
}

Unsealer unsealer_of(const tests::TlsHouse& house, const std::string& name) {
  return *Unsealer::load(house.file(name + ".pem"), house.file(name + ".key.pem"));
}

class OpensslSeals {
 public:
  OpensslSeals() {
    sealer_ = std::make_unique<Sealer>(
        *Sealer::make(make_seal(house_, "seal"), house_.authority().certificate()));
    make_seal(house_, "other");
    unsealer_ = std::make_unique<Unsealer>(unsealer_of(house_, "seal"));
    stranger_ = std::make_unique<Unsealer>(unsealer_of(house_, "other"));
  }
  port::Sealer& sealer() { return *sealer_; }
  port::Unsealer& unsealer() { return *unsealer_; }
  port::Unsealer& stranger() { return *stranger_; }

 private:
  tests::TlsHouse house_;
  std::unique_ptr<Sealer> sealer_;
  std::unique_ptr<Unsealer> unsealer_;
  std::unique_ptr<Unsealer> stranger_;
};

class FakeSeals {
 public:
  port::Sealer& sealer() { return sealer_; }
  port::Unsealer& unsealer() { return unsealer_; }
  port::Unsealer& stranger() { return stranger_; }

 private:
  tests::FakeSealer sealer_;
  tests::FakeUnsealer unsealer_;
  tests::FakeUnsealer stranger_{2};
};

template <class Kind>
class SealContract : public testing::Test {
 protected:
  Bytes sealed(std::string_view text = secret) { return *kind_.sealer().seal(bytes_of(text)); }
  std::string outcome(std::span<const std::uint8_t> bytes) {
    const Result<Bytes> opened = kind_.unsealer().open(bytes);
    return opened ? "opened" : std::string(name_of(opened.error().code));
  }

  Kind kind_;
};

struct KindNames {
  template <class Kind>
  static std::string GetName(int) {
    return std::is_same_v<Kind, FakeSeals> ? "fake" : "openssl";
  }
};
using Kinds = testing::Types<FakeSeals, OpensslSeals>;
TYPED_TEST_SUITE(SealContract, Kinds, KindNames);

TYPED_TEST(SealContract, what_is_sealed_opens_as_it_was) {
  for (const std::size_t length : {1U, 255U, 256U, 3'000U}) {
    const std::string text(length, 'x');
    const Bytes sealed = this->sealed(text);
    EXPECT_LE(sealed.size(), limits::sealed_guest_bytes_max);
    EXPECT_EQ(*this->kind_.unsealer().open(sealed), bytes_of(text)) << length;
  }
}

TYPED_TEST(SealContract, a_seal_shows_nothing_of_its_content) {
  const Bytes sealed = this->sealed();
  const std::string_view bytes(reinterpret_cast<const char*>(sealed.data()), sealed.size());
  EXPECT_EQ(bytes.find("Wilhelmina"), std::string_view::npos);
  EXPECT_EQ(bytes.find("12345678"), std::string_view::npos);
}

TYPED_TEST(SealContract, another_key_does_not_open_it) {
  const Result<Bytes> opened = this->kind_.stranger().open(this->sealed());
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().code, ErrorCode::not_found);
}

TYPED_TEST(SealContract, too_much_is_neither_sealed_nor_opened) {
  const std::string text(limits::sealed_guest_bytes_max, 'x');
  const Result<Bytes> sealed = this->kind_.sealer().seal(bytes_of(text));
  ASSERT_FALSE(sealed.ok());
  EXPECT_EQ(sealed.error().code, ErrorCode::too_large);
  Bytes longer = this->sealed();
  longer.resize(limits::sealed_guest_bytes_max + 1);
  EXPECT_EQ(this->outcome(longer), "too_large");
}

TYPED_TEST(SealContract, no_shorter_piece_of_it_opens) {
  const Bytes sealed = this->sealed();
  for (std::size_t length = 0; length < sealed.size(); ++length) {
    const std::string outcome = this->outcome(std::span(sealed).first(length));
    ASSERT_TRUE(outcome == "malformed" || outcome == "bad_signature") << length << ": " << outcome;
  }
}

// What RFC 5083 leaves outside the tag (how the recipient is named) may be written differently and
// still mean the same; then the same content comes out and never another.
TYPED_TEST(SealContract, no_flipped_bit_changes_what_comes_out) {
  const Bytes sealed = this->sealed();
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Bytes flipped = sealed;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    const Result<Bytes> opened = this->kind_.unsealer().open(flipped);
    refused += opened ? 0 : 1;
    ASSERT_TRUE(!opened || *opened == bytes_of(secret)) << "bit " << bit;
  }
  EXPECT_GE(refused, sealed.size() * 8 - 16);
}

TYPED_TEST(SealContract, what_is_no_seal_is_malformed) {
  EXPECT_EQ(this->outcome({}), "malformed");
  EXPECT_EQ(this->outcome(bytes_of("not a seal at all, only some words")), "malformed");
}

TEST(Seal, twice_the_same_content_gives_two_seals) {
  OpensslSeals seals;
  EXPECT_NE(*seals.sealer().seal(bytes_of(secret)), *seals.sealer().seal(bytes_of(secret)));
}

TEST(Seal, content_and_tag_are_covered_to_the_last_bit) {
  OpensslSeals seals;
  const Bytes sealed = *seals.sealer().seal(bytes_of(secret));
  // The tag is the last 16 bytes, after two bytes of its own header; the content before that.
  for (std::size_t from_end = 1; from_end <= 16 + 2 + secret.size(); ++from_end) {
    if (from_end == 17 || from_end == 18) {
      continue;
    }
    Bytes flipped = sealed;
    flipped[flipped.size() - from_end] ^= 1U;
    EXPECT_EQ(seals.unsealer().open(flipped).error().code, ErrorCode::bad_signature) << from_end;
  }
}

TEST(Seal, another_algorithm_or_length_never_reaches_openssl) {
  OpensslSeals seals;
  const Bytes sealed = *seals.sealer().seal(bytes_of(secret));
  ASSERT_TRUE(check_seal_form(sealed).ok());
  const auto changed = [&](std::initializer_list<std::uint8_t> what, std::size_t at,
                           std::uint8_t with) {
    Bytes bytes = sealed;
    const auto found = std::ranges::search(bytes, what);
    EXPECT_FALSE(found.empty());
    *(found.begin() + static_cast<std::ptrdiff_t>(at)) = with;
    return check_seal_form(bytes).ok();
  };
  // aes256-GCM to aes256-CCM, and the tag's length from 16 to 4.
  EXPECT_FALSE(changed({0x65, 0x03, 0x04, 0x01, 0x2E}, 4, 0x2F));
  EXPECT_FALSE(changed({0x02, 0x01, 0x10, 0x80}, 2, 0x04));
  // authEnvelopedData to envelopedData, which has no tag.
  EXPECT_FALSE(changed({0x09, 0x10, 0x01, 0x17}, 3, 0x03));
  Bytes longer = sealed;
  longer.push_back(0);
  EXPECT_FALSE(check_seal_form(longer).ok());
}

TEST(Seal, a_certificate_issued_again_opens_what_was_sealed_before) {
  const tests::TlsHouse house;
  const std::string pem = make_seal(house, "seal");
  Sealer sealer = *Sealer::make(pem, house.authority().certificate());
  const Bytes sealed = *sealer.seal(bytes_of(secret));
  const PrivateKey key = *PrivateKey::load(house.file("seal.key.pem"));
  fs::remove(house.file("seal.pem"));
  const Certificate again = *house.authority().issue_seal(key, time_now());
  ASSERT_TRUE(write_new_file(house.file("seal.pem"), again.pem(), mode_public).ok());
  EXPECT_EQ(*unsealer_of(house, "seal").open(sealed), bytes_of(secret));
}

TEST(Seal, opens_with_an_earlier_key_for_as_long_as_it_is_kept) {
  const tests::TlsHouse house;
  const auto sealed_to = [&](const std::string& name) {
    return *Sealer::make(make_seal(house, name), house.authority().certificate())
                ->seal(bytes_of(secret));
  };
  const Bytes first = sealed_to("first");
  const Bytes second = sealed_to("second");
  const Bytes third = sealed_to("third");
  Unsealer unsealer = unsealer_of(house, "third");
  const auto opens = [&](const Bytes& sealed) {
    const Result<Bytes> opened = unsealer.open(sealed);
    return opened ? std::string(opened->begin(), opened->end())
                  : std::string(name_of(opened.error().code));
  };
  EXPECT_EQ(opens(first), "not_found");
  for (const char* name : {"first", "second"}) {
    const fs::path key = house.file(std::string(name) + ".key.pem");
    ASSERT_TRUE(unsealer.load_earlier(house.file(std::string(name) + ".pem"), key).ok());
  }
  for (const Bytes& sealed : {first, second, third}) {
    EXPECT_EQ(opens(sealed), secret);
    Bytes changed = sealed;
    changed.back() ^= 1U;
    EXPECT_EQ(opens(changed), "bad_signature");
  }
  EXPECT_EQ(unsealer.certificate().pem(), *read_file(house.file("third.pem")));
  EXPECT_EQ(
      unsealer.load_earlier(house.file("first.pem"), house.file("second.key.pem")).error().code,
      ErrorCode::configuration);
}

TEST(SealCertificate, lasts_as_long_as_the_authority) {
  const tests::TlsHouse house;
  const Certificate seal = *Certificate::parse_pem(make_seal(house, "seal"));
  EXPECT_EQ(seal.not_after(), house.authority().certificate().not_after());
}

TEST(SealCertificate, of_another_house_or_for_another_use_is_refused) {
  const tests::TlsHouse house;
  const tests::TlsHouse elsewhere;
  const Certificate& authority = house.authority().certificate();
  const auto outcome = [&](const std::string& pem) {
    const Result<Sealer> sealer = Sealer::make(pem, authority);
    return sealer ? "accepted" : std::string(name_of(sealer.error().code));
  };
  EXPECT_EQ(outcome(make_seal(house, "seal")), "accepted");
  EXPECT_EQ(outcome(make_seal(elsewhere, "seal")), "bad_signature");
  EXPECT_EQ(outcome(*read_file(house.file("server.pem"))), "bad_signature");
  EXPECT_EQ(outcome(*read_file(house.file("device.pem"))), "bad_signature");
  EXPECT_EQ(outcome(authority.pem()), "bad_signature");
  EXPECT_EQ(outcome("no certificate"), "malformed");
}

TEST(SealCertificate, missing_or_foreign_on_a_device_says_to_fetch_it_again) {
  const tests::TlsHouse house;
  const tests::TlsHouse elsewhere;
  const Result<Sealer> missing = Sealer::load(house.file("seal.pem"), house.file("ca.pem"));
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, ErrorCode::configuration);
  make_seal(elsewhere, "seal");
  const Result<Sealer> foreign = Sealer::load(elsewhere.file("seal.pem"), house.file("ca.pem"));
  ASSERT_FALSE(foreign.ok());
  EXPECT_EQ(foreign.error().code, ErrorCode::bad_signature);
  for (const Error& error : {missing.error(), foreign.error()}) {
    EXPECT_NE(error.detail.find("seal.pem"), std::string::npos) << error.detail;
    EXPECT_NE(error.detail.find("fetches it from its server"), std::string::npos) << error.detail;
  }
  make_seal(house, "seal");
  EXPECT_TRUE(Sealer::load(house.file("seal.pem"), house.file("ca.pem")).ok());
}

TEST(SealKey, of_another_certificate_or_readable_by_others_is_refused) {
  const tests::TlsHouse house;
  make_seal(house, "seal");
  make_seal(house, "other");
  EXPECT_EQ(Unsealer::load(house.file("seal.pem"), house.file("other.key.pem")).error().code,
            ErrorCode::configuration);
  fs::permissions(house.file("seal.key.pem"), fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(Unsealer::load(house.file("seal.pem"), house.file("seal.key.pem")).error().code,
            ErrorCode::configuration);
}

}  // namespace sealer_test
}  // namespace lobby::openssl
