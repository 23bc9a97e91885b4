// Closing and opening by OpenSSL's EVP cipher interface.
#include "platform/openssl/vault.h"

#include <algorithm>
#include <optional>
#include <string>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "core/base/limits.h"
#include "platform/openssl/derive.h"
#include "platform/openssl/error.h"
#include "platform/openssl/file.h"
#include "platform/openssl/handle.h"

namespace lobby::openssl {
namespace {

using CipherHandle = std::unique_ptr<EVP_CIPHER_CTX, Releaser<&EVP_CIPHER_CTX_free>>;
using View = std::span<const std::uint8_t>;

constexpr std::uint8_t format_version = 1;
constexpr std::size_t head_bytes = 1 + 8;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

template <std::size_t N>
void derive(View master, std::string_view purpose, std::array<std::uint8_t, N>& key) {
  Bytes derived = hkdf_sha256(master, {}, purpose, N);
  std::ranges::copy(derived, key.begin());
  OPENSSL_cleanse(derived.data(), derived.size());
}

// The head and the context are authenticated, not stored with the content.
bool add_associated(EVP_CIPHER_CTX* cipher, bool closing, View head, std::string_view context) {
  const auto* text = reinterpret_cast<const std::uint8_t*>(context.data());
  int length = 0;
  for (const View part : {head, View(text, context.size())}) {
    const int size = static_cast<int>(part.size());
    const bool added = closing
                           ? EVP_EncryptUpdate(cipher, nullptr, &length, part.data(), size) == 1
                           : EVP_DecryptUpdate(cipher, nullptr, &length, part.data(), size) == 1;
    if (!added) {
      return false;
    }
  }
  return true;
}

struct Parts {
  View head;
  View nonce;
  View content;
  View tag;
};

Result<Parts> parts_of(View closed) {
  if (!closed.empty() && closed.front() != format_version) {
    return fail(ErrorCode::unsupported_version,
                "this was closed by another version of the program");
  }
  if (closed.size() <= head_bytes + nonce_bytes + tag_bytes ||
      closed.size() > head_bytes + nonce_bytes + limits::vault_plain_bytes_max + tag_bytes) {
    return fail(ErrorCode::malformed, "this is nothing that a vault has closed, or was cut short");
  }
  const std::size_t content_bytes = closed.size() - head_bytes - nonce_bytes - tag_bytes;
  return Parts{closed.first(head_bytes), closed.subspan(head_bytes, nonce_bytes),
               closed.subspan(head_bytes + nonce_bytes, content_bytes), closed.last(tag_bytes)};
}

}  // namespace

Vault::Key::Key(View master) {
  derive(master, "lobby vault v1 key id", id);
  derive(master, "lobby vault v1 close", closing);
  derive(master, "lobby vault v1 find", finding);
}

Vault::Key::~Key() {
  OPENSSL_cleanse(closing.data(), closing.size());
  OPENSSL_cleanse(finding.data(), finding.size());
}

Status Vault::make_key(const std::filesystem::path& file) {
  std::array<std::uint8_t, master_key_bytes> master{};
  if (RAND_priv_bytes(master.data(), static_cast<int>(master.size())) != 1) {
    return openssl_error(ErrorCode::unavailable, "cannot draw a random key");
  }
  std::string text = hex_text(master) + "\n";
  OPENSSL_cleanse(master.data(), master.size());
  Status written = write_new_file(file, text, mode_private);
  wipe_text(text);
  return written;
}

Result<Vault::Key> Vault::load_key(const std::filesystem::path& file) {
  Result<std::string> text = read_private_file(file);
  if (!text) {
    return text.error();
  }
  const bool line = text->size() == 2 * master_key_bytes + 1 && text->back() == '\n';
  std::optional<Bytes> master =
      line ? parse_hex(std::string_view(*text).substr(0, 2 * master_key_bytes)) : std::nullopt;
  wipe_text(*text);
  if (!master) {
    return fail(ErrorCode::malformed,
                file.string() + " is not a vault's key: one line of 64 hexadecimal digits");
  }
  Key key(*master);
  OPENSSL_cleanse(master->data(), master->size());
  return key;
}

Result<Vault> Vault::load(const std::filesystem::path& file) {
  const Result<Key> key = load_key(file);
  return key ? Result<Vault>(Vault(*key)) : key.error();
}

Status Vault::load_earlier(const std::filesystem::path& file) {
  const Result<Key> key = load_key(file);
  if (!key) {
    return key.error();
  }
  if (std::ranges::any_of(keys_, [&](const Key& one) { return one.id == key->id; })) {
    return fail(ErrorCode::already_exists,
                file.string() + " is the same key once more; give the one before it");
  }
  keys_.push_back(*key);
  return done();
}

Vault Vault::from_key(std::span<const std::uint8_t, master_key_bytes> master) {
  return Vault(Key(master));
}

Result<Bytes> Vault::close(View plain, std::string_view context) {
  CHECK(!plain.empty());
  if (plain.size() > limits::vault_plain_bytes_max) {
    return fail(ErrorCode::too_large, "at most " + std::to_string(limits::vault_plain_bytes_max) +
                                          " bytes can be closed");
  }
  const Key& key = keys_.front();
  Bytes closed(head_bytes + nonce_bytes + plain.size() + tag_bytes);
  closed[0] = format_version;
  std::ranges::copy(key.id, closed.begin() + 1);
  std::uint8_t* nonce = closed.data() + head_bytes;
  std::uint8_t* content = nonce + nonce_bytes;
  std::uint8_t* tag = content + plain.size();
  const CipherHandle cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  if (!cipher || RAND_bytes(nonce, nonce_bytes) != 1 ||
      EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.closing.data(), nonce) !=
          1 ||
      !add_associated(cipher.get(), true, View(closed).first(head_bytes), context) ||
      EVP_EncryptUpdate(cipher.get(), content, &length, plain.data(),
                        static_cast<int>(plain.size())) != 1 ||
      EVP_EncryptFinal_ex(cipher.get(), tag, &length) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, tag_bytes, tag) != 1) {
    return openssl_error(ErrorCode::unavailable, "cannot close a personal number");
  }
  return closed;
}

Result<Bytes> Vault::open(View closed, std::string_view context) {
  const Result<Parts> parts = parts_of(closed);
  if (!parts) {
    return parts.error();
  }
  const auto key = std::ranges::find_if(
      keys_, [&](const Key& one) { return std::ranges::equal(one.id, parts->head.subspan(1)); });
  if (key == keys_.end()) {
    return fail(ErrorCode::not_found, "this was closed with the key " +
                                          hex_text(parts->head.subspan(1)) +
                                          ", which is not here; give its file as an earlier one");
  }
  Bytes plain(parts->content.size());
  std::array<std::uint8_t, tag_bytes> tag{};
  std::ranges::copy(parts->tag, tag.begin());
  const CipherHandle cipher(EVP_CIPHER_CTX_new());
  int length = 0;
  if (!cipher ||
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key->closing.data(),
                         parts->nonce.data()) != 1 ||
      !add_associated(cipher.get(), false, parts->head, context) ||
      EVP_DecryptUpdate(cipher.get(), plain.data(), &length, parts->content.data(),
                        static_cast<int>(parts->content.size())) != 1 ||
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) != 1) {
    return openssl_error(ErrorCode::unavailable, "cannot open a personal number");
  }
  if (EVP_DecryptFinal_ex(cipher.get(), plain.data() + plain.size(), &length) != 1) {
    OPENSSL_cleanse(plain.data(), plain.size());
    ERR_clear_error();
    return fail(ErrorCode::bad_signature,
                "a personal number was changed, or lies where another one belongs");
  }
  return plain;
}

port::Sha256 Vault::fingerprint(std::string_view kind, std::string_view text) {
  return fingerprints(kind, text).front();
}

std::vector<port::Sha256> Vault::fingerprints(std::string_view kind, std::string_view text) {
  std::string message(kind);
  message += '\0';
  message += text;
  std::vector<port::Sha256> values;
  for (const Key& key : keys_) {
    port::Sha256& value = values.emplace_back();
    unsigned length = 0;
    CHECK(HMAC(EVP_sha256(), key.finding.data(), static_cast<int>(key.finding.size()),
               reinterpret_cast<const std::uint8_t*>(message.data()), message.size(), value.data(),
               &length) != nullptr &&
          length == value.size());
  }
  wipe_text(message);
  return values;
}

}  // namespace lobby::openssl
