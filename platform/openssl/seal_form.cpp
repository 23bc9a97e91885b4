// The one form of a seal, read as DER (X.690) down to where lengths and algorithms stand:
//   ContentInfo { authEnvelopedData, [0] { version 0, SET { [1] key agreement },
//     { data, { aes256-GCM, { nonce, tag length 16 } }, [0] content }, tag } }
#include <algorithm>
#include <array>
#include <optional>

#include <openssl/asn1.h>
#include <openssl/err.h>

#include "platform/openssl/sealer.h"

namespace lobby::openssl {
namespace {

using View = std::span<const std::uint8_t>;

// Each with its tag and length.
constexpr std::array<std::uint8_t, 13> auth_enveloped_data = {
    0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17};
constexpr std::array<std::uint8_t, 3> version_0 = {0x02, 0x01, 0x00};
constexpr std::array<std::uint8_t, 11> data_content = {0x06, 0x09, 0x2A, 0x86, 0x48, 0x86,
                                                       0xF7, 0x0D, 0x01, 0x07, 0x01};
constexpr std::array<std::uint8_t, 11> aes_256_gcm = {0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                      0x65, 0x03, 0x04, 0x01, 0x2E};
constexpr std::array<std::uint8_t, 3> tag_length_16 = {0x02, 0x01, 0x10};
constexpr std::size_t gcm_nonce_bytes = 12;
constexpr std::size_t gcm_tag_bytes = 16;

struct Tag {
  int number = 0;
  int tag_class = V_ASN1_UNIVERSAL;
};
constexpr Tag sequence{V_ASN1_SEQUENCE};
constexpr Tag set{V_ASN1_SET};
constexpr Tag octets{V_ASN1_OCTET_STRING};
constexpr Tag context_0{0, V_ASN1_CONTEXT_SPECIFIC};
constexpr Tag context_1{1, V_ASN1_CONTEXT_SPECIFIC};

// Reads elements one after the other; after the first that is not as expected, nothing more.
class Reader {
 public:
  explicit Reader(View bytes) : left_(bytes) {}

  bool takes(View exact) {
    const bool there =
        left_.size() >= exact.size() && std::ranges::equal(left_.first(exact.size()), exact);
    left_ = there ? left_.subspan(exact.size()) : View();
    sound_ = sound_ && there;
    return sound_;
  }
  // The body of the next element.
  View body(Tag tag) {
    const unsigned char* position = left_.data();
    long length = 0;
    Tag found;
    // Bit 7: not well-formed; bit 0: of indefinite length, which is not DER.
    const int kind = ASN1_get_object(&position, &length, &found.number, &found.tag_class,
                                     static_cast<long>(left_.size()));
    sound_ = sound_ && (kind & 0x81) == 0 && found.number == tag.number &&
             found.tag_class == tag.tag_class;
    if (!sound_) {
      return {};
    }
    const View taken(position, static_cast<std::size_t>(length));
    left_ = left_.subspan(static_cast<std::size_t>(position - left_.data()) + taken.size());
    return taken;
  }
  bool ended() const { return sound_ && left_.empty(); }

 private:
  View left_;
  bool sound_ = true;
};

bool is_algorithm(View body) {
  Reader algorithm(body);
  if (!algorithm.takes(aes_256_gcm)) {
    return false;
  }
  Reader parameters(algorithm.body(sequence));
  return parameters.body(octets).size() == gcm_nonce_bytes && parameters.takes(tag_length_16) &&
         parameters.ended() && algorithm.ended();
}

bool is_seal(View sealed) {
  Reader whole(sealed);
  Reader information(whole.body(sequence));
  if (!information.takes(auth_enveloped_data)) {
    return false;
  }
  Reader explicit_part(information.body(context_0));
  Reader enveloped(explicit_part.body(sequence));
  if (!enveloped.takes(version_0)) {
    return false;
  }
  Reader recipients(enveloped.body(set));
  recipients.body(context_1);
  Reader content(enveloped.body(sequence));
  const bool tagged = enveloped.body(octets).size() == gcm_tag_bytes;
  if (!content.takes(data_content) || !is_algorithm(content.body(sequence))) {
    return false;
  }
  content.body(context_0);
  return tagged && content.ended() && recipients.ended() && enveloped.ended() &&
         explicit_part.ended() && information.ended() && whole.ended();
}

}  // namespace

Status check_seal_form(std::span<const std::uint8_t> sealed) {
  const bool formed = is_seal(sealed);
  ERR_clear_error();
  return formed ? done()
                : Status(fail(ErrorCode::malformed,
                              "this is no seal, or it was cut short; a device seals with CMS "
                              "AuthEnvelopedData and AES-256-GCM"));
}

}  // namespace lobby::openssl
