// Names of roles, for findings, failure messages and speech. Any thread.
#include "app/ui/node.h"

namespace lobby::ui {

std::string_view name_of(Role role) {
  switch (role) {
    case Role::button:
      return "button";
    case Role::toggle:
      return "toggle";
    case Role::radio:
      return "radio";
    case Role::tab:
      return "tab";
    case Role::field:
      return "field";
    case Role::key:
      return "key";
    case Role::stepper:
      return "stepper";
    case Role::text:
      return "text";
    case Role::heading:
      return "heading";
    case Role::image:
      return "image";
    case Role::list:
      return "list";
    case Role::alert:
      return "alert";
  }
  return "unknown";
}

}  // namespace lobby::ui
