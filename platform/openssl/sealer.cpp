// Sealing and opening over OpenSSL's CMS.
#include "platform/openssl/sealer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#include "core/base/limits.h"
#include "platform/openssl/error.h"
#include "platform/openssl/file.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

// The chain alone: see Authority::issue_seal for why no date is looked at.
Status check_chain(const Certificate& certificate, const Certificate& authority) {
  const StoreHandle store(X509_STORE_new());
  const StoreContextHandle check(X509_STORE_CTX_new());
  if (!store || !check || X509_STORE_add_cert(store.get(), authority.handle()) != 1 ||
      X509_STORE_CTX_init(check.get(), store.get(), certificate.handle(), nullptr) != 1) {
    return openssl_error(ErrorCode::unavailable, "cannot check the sealing certificate");
  }
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_NO_CHECK_TIME);
  if (X509_verify_cert(check.get()) == 1) {
    return done();
  }
  ERR_clear_error();
  return fail(ErrorCode::bad_signature,
              std::string("the sealing certificate does not come from this device's authority (") +
                  X509_verify_cert_error_string(X509_STORE_CTX_get_error(check.get())) + ")");
}

// Any certificate of the authority passes check_chain, a device's as well as the server's.
bool is_for_sealing(X509* certificate) {
  const bool says_usage = (X509_get_extension_flags(certificate) & EXFLAG_KUSAGE) != 0;
  const EVP_PKEY* key = X509_get0_pubkey(certificate);
  std::array<char, 32> group{};
  std::size_t length = 0;
  return says_usage && (X509_get_key_usage(certificate) & KU_KEY_AGREEMENT) != 0 &&
         X509_get0_subject_key_id(certificate) != nullptr && key != nullptr &&
         EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) == 1 &&
         std::string_view(group.data(), length) == SN_X9_62_prime256v1;
}

bool add_recipient(CMS_ContentInfo* message, X509* certificate) {
  CMS_RecipientInfo* recipient =
      CMS_add1_recipient_cert(message, certificate, CMS_USE_KEYID | CMS_KEY_PARAM);
  EVP_PKEY_CTX* agreement =
      recipient != nullptr ? CMS_RecipientInfo_get0_pkey_ctx(recipient) : nullptr;
  // OpenSSL's default is SHA-1, for readers of before 2010.
  return agreement != nullptr && EVP_PKEY_CTX_set_ecdh_kdf_md(agreement, EVP_sha256()) > 0;
}

Result<Bytes> der_of(CMS_ContentInfo* message) {
  unsigned char* encoded = nullptr;
  const int length = i2d_CMS_ContentInfo(message, &encoded);
  if (length <= 0) {
    return openssl_error(ErrorCode::unavailable, "cannot write a seal");
  }
  Bytes bytes(encoded, encoded + length);
  OPENSSL_free(encoded);
  if (bytes.size() > limits::sealed_guest_bytes_max) {
    return fail(ErrorCode::too_large, "the sealed details would have " +
                                          std::to_string(bytes.size()) + " bytes, at most " +
                                          std::to_string(limits::sealed_guest_bytes_max) +
                                          " travel");
  }
  return bytes;
}

// OpenSSL itself does not tell a seal for somebody else from a damaged one.
bool is_for(CMS_ContentInfo* message, X509* certificate) {
  STACK_OF(CMS_RecipientInfo)* recipients = CMS_get0_RecipientInfos(message);
  for (int index = 0; index < sk_CMS_RecipientInfo_num(recipients); ++index) {
    CMS_RecipientInfo* recipient = sk_CMS_RecipientInfo_value(recipients, index);
    STACK_OF(CMS_RecipientEncryptedKey)* keys = CMS_RecipientInfo_kari_get0_reks(recipient);
    for (int key = 0; key < sk_CMS_RecipientEncryptedKey_num(keys); ++key) {
      CMS_RecipientEncryptedKey* one = sk_CMS_RecipientEncryptedKey_value(keys, key);
      if (CMS_RecipientEncryptedKey_cert_cmp(one, certificate) == 0) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

Result<Sealer> Sealer::make(std::string_view certificate_pem, const Certificate& authority) {
  Result<Certificate> certificate = Certificate::parse_pem(certificate_pem);
  if (!certificate) {
    return certificate.error();
  }
  if (Status chained = check_chain(*certificate, authority); !chained) {
    return chained.error();
  }
  if (!is_for_sealing(certificate->handle())) {
    ERR_clear_error();
    return fail(ErrorCode::bad_signature,
                "the authority issued this certificate for something else than sealing");
  }
  return Sealer(*std::move(certificate));
}

Result<Sealer> Sealer::load(const std::filesystem::path& certificate_file,
                            const std::filesystem::path& authority_file) {
  const Result<Certificate> authority = Certificate::load(authority_file);
  if (!authority) {
    return authority.error();
  }
  const Result<std::string> pem = read_file(certificate_file);
  if (!pem && pem.error().code != ErrorCode::not_found) {
    return pem.error();
  }
  Result<Sealer> sealer =
      pem ? make(*pem, *authority)
          : fail(ErrorCode::configuration, "nothing to seal guests' details with");
  if (!sealer) {
    return fail(sealer.error().code,
                certificate_file.string() + ": " + sealer.error().detail +
                    "; remove it, and the device fetches it from its server when it next starts");
  }
  return sealer;
}

Result<Bytes> Sealer::seal(std::span<const std::uint8_t> plain) {
  if (plain.size() > limits::sealed_guest_bytes_max) {
    return fail(ErrorCode::too_large, "the details are longer than a seal may be");
  }
  CHECK(!plain.empty());
  const BioHandle input = reader_of({reinterpret_cast<const char*>(plain.data()), plain.size()});
  const MessageHandle message(CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()));
  const bool sealed = input && message && CMS_set_detached(message.get(), 0) == 1 &&
                      add_recipient(message.get(), certificate_.handle()) &&
                      CMS_final(message.get(), input.get(), nullptr, CMS_BINARY) == 1;
  return sealed ? der_of(message.get())
                : openssl_error(ErrorCode::unavailable, "cannot seal the guest's details");
}

Result<Unsealer::Pair> Unsealer::load_pair(const std::filesystem::path& certificate_file,
                                           const std::filesystem::path& key_file) {
  Result<Certificate> certificate = Certificate::load(certificate_file);
  if (!certificate) {
    return certificate.error();
  }
  Result<PrivateKey> key = PrivateKey::load(key_file);
  if (!key) {
    return key.error();
  }
  if (!certificate->belongs_to(*key)) {
    return fail(ErrorCode::configuration, certificate_file.string() + " does not belong to " +
                                              key_file.string() + "; restore both together");
  }
  return Pair{*std::move(key), *std::move(certificate)};
}

Result<Unsealer> Unsealer::load(const std::filesystem::path& certificate_file,
                                const std::filesystem::path& key_file) {
  Result<Pair> pair = load_pair(certificate_file, key_file);
  return pair ? Result(Unsealer(*std::move(pair))) : pair.error();
}

Status Unsealer::load_earlier(const std::filesystem::path& certificate_file,
                              const std::filesystem::path& key_file) {
  Result<Pair> pair = load_pair(certificate_file, key_file);
  if (!pair) {
    return pair.error();
  }
  pairs_.push_back(*std::move(pair));
  return done();
}

Result<Bytes> Unsealer::open(std::span<const std::uint8_t> sealed) {
  if (sealed.size() > limits::sealed_guest_bytes_max) {
    return fail(ErrorCode::too_large,
                "the seal has " + std::to_string(sealed.size()) + " bytes, at most " +
                    std::to_string(limits::sealed_guest_bytes_max) + " are opened");
  }
  if (Status formed = check_seal_form(sealed); !formed) {
    return formed.error();
  }
  const unsigned char* position = sealed.data();
  const MessageHandle message(
      d2i_CMS_ContentInfo(nullptr, &position, static_cast<long>(sealed.size())));
  if (!message) {
    return openssl_error(ErrorCode::malformed, "this is no seal");
  }
  const auto pair = std::ranges::find_if(pairs_, [&](const Pair& candidate) {
    return is_for(message.get(), candidate.certificate.handle());
  });
  if (pair == pairs_.end()) {
    ERR_clear_error();
    return fail(ErrorCode::not_found,
                "it is sealed to a key that is not here; restore seal.pem and seal.key.pem of the "
                "server that enrolled the device, or put them into seal.earlier");
  }
  const BioHandle output = memory_writer();
  // The content reaches `output` before its tag is checked: it is nobody's until this returns 1.
  if (!output || CMS_decrypt(message.get(), pair->key.handle(), pair->certificate.handle(), nullptr,
                             output.get(), CMS_BINARY) != 1) {
    return openssl_error(ErrorCode::bad_signature, "it was changed since it was sealed");
  }
  char* data = nullptr;
  const long length = BIO_get_mem_data(output.get(), &data);
  return Bytes(data, data + length);
}

}  // namespace lobby::openssl
