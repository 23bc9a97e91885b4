// The one place where OpenSSL's errors become ours.
// Any thread; the queue read is the calling thread's.
#pragma once

#include <string_view>

#include "core/base/result.h"

namespace lobby::openssl {

// Empties this thread's error queue. `what` says what was tried ("read the key file …"), `code`
// is used where the queue names nothing more telling.
Error openssl_error(ErrorCode code, std::string_view what);

}  // namespace lobby::openssl
