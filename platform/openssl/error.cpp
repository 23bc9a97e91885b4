// Translates OpenSSL's error queue. The last entry of the queue is the outermost call and the
// least telling, so the first one gives the reason.
#include "platform/openssl/error.h"

#include <array>
#include <string>

#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace lobby::openssl {
namespace {

ErrorCode code_for(unsigned long error, ErrorCode otherwise) {
  if (ERR_GET_LIB(error) == ERR_LIB_SYS) {
    return ErrorCode::unavailable;
  }
  if (ERR_GET_REASON(error) == ERR_R_MALLOC_FAILURE) {
    return ErrorCode::unavailable;
  }
  if (ERR_GET_LIB(error) == ERR_LIB_X509 && ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH) {
    return ErrorCode::configuration;
  }
  return otherwise;
}

}  // namespace

Error openssl_error(ErrorCode code, std::string_view what) {
  std::string detail(what);
  const unsigned long first = ERR_get_error();
  ERR_clear_error();
  if (first == 0) {
    return fail(code, std::move(detail));
  }
  std::array<char, 256> reason{};
  ERR_error_string_n(first, reason.data(), reason.size());
  detail += " (";
  detail += reason.data();
  detail += ')';
  return fail(code_for(first, code), std::move(detail));
}

}  // namespace lobby::openssl
