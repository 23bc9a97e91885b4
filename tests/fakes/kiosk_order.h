// A whole order at a kiosk by events, without a window: where the screens are not the point.
// UI thread.
#pragma once

#include <optional>
#include <string>

#include "app/kiosk/kiosk.h"

namespace lobby::tests {

struct KioskOrder {
  std::string service = "lake-view-king";
  std::string phone = "13800005678";
  std::string name = "Lin Yi";
  std::optional<NoteId> note;
};

// From the first screen to the confirmed order.
inline void place_order(kiosk::Kiosk& kiosk, const KioskOrder& order) {
  kiosk.take(flow::StartTouched{});
  kiosk.take(flow::ServiceChosen{ServiceId::literal(order.service)});
  kiosk.take(flow::NextTouched{});
  kiosk.take(flow::NextTouched{});
  kiosk.take(flow::KeyTyped{order.phone});
  kiosk.take(flow::FieldFocused{flow::FieldId::name});
  kiosk.take(flow::KeyTyped{order.name});
  if (order.note) {
    kiosk.take(flow::NoteToggled{*order.note});
  }
  kiosk.take(flow::DataConsentToggled{});
  kiosk.take(flow::NextTouched{});
  kiosk.take(flow::TermsConsentToggled{});
  kiosk.take(flow::NextTouched{});
}

}  // namespace lobby::tests
