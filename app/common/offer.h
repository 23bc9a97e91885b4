// Offer: a catalogue ready to sell from, with the rules of its time zone.
// A value; any thread.
#pragma once

#include "core/base/time.h"
#include "core/catalog/catalog.h"

namespace lobby {

struct Offer {
  catalog::Catalog catalog;
  ZoneRules zone;
};

}  // namespace lobby
