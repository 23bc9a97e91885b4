// Who runs this program, as the operating system knows them.
// Any thread.
#pragma once

#include <string>

namespace lobby::system {

// The login name of the person behind sudo (SUDO_USER) where there is one, else that of the real
// user id; "uid 1000" where the system has no name for it. It is a note, no proof: whoever may run
// the program as this user may also set the variable.
std::string login_name();

}  // namespace lobby::system
