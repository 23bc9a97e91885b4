// How what a guest chose is worded: shared by the screens from details to ticket and by the letter,
// so that one booking reads the same on each. Values in, text in the language of `texts` out.
// UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ui/text_catalog.h"
#include "core/booking/selection.h"
#include "core/catalog/catalog.h"

namespace lobby::words {

struct ChosenWords {
  std::string service;  // "Lake-view King"
  std::string title;    // "Lake-view King, 2 nights"; "Yunting Hall, 4 hours"; "Pool Day"
  std::string units;    // "Lake-view King, 1 room"; as `title` where units say nothing
  std::string when;     // "Fri 11 Dec to Sun 13 Dec"; "Wed 9 Dec, 14:00–18:00"; "Wed 9 Dec"
  std::string begins;   // "Fri 11 Dec, in from 15:00"; "Wed 9 Dec"
  std::string ends;     // "Sun 13 Dec, out by 12:00"; "14:00–18:00"; "from 07:00"
  std::string first;    // narrow: "In Fri 11 Dec"; "Wed 9 Dec"
  std::string last;     // narrow: "Out Sun 13 Dec"; "14:00–18:00"
  std::string party;    // "2 adults", "30 people"
};

// What is not chosen yet stays empty.
ChosenWords chosen_words(const ui::TextCatalog& texts, const catalog::Service& service,
                         const booking::Selection& selection, std::string_view language);

// "Food allergy, Quiet floor"; empty without one.
std::string wishes_text(const ui::TextCatalog& texts, const catalog::Catalog& catalog,
                        const std::vector<NoteId>& notes, std::string_view language);

// "a, b" with the comma of the language; an empty part leaves the other alone.
std::string joined(const ui::TextCatalog& texts, std::string_view one, std::string_view other);

}  // namespace lobby::words
