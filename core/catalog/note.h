// What a guest can tick instead of typing: allergens, diets, mobility, wishes. A choice and not a
// sentence, so that it reaches the departments that prepare for it in their own language
// (office/work_order.h). Part of the catalogue. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/id.h"
#include "core/catalog/local_text.h"

namespace lobby::catalog {

enum class NoteKind : std::uint8_t {
  wish,      // a quiet floor
  allergen,  // what must not be in the guest's food, nor on what touches it
  diet,      // religious rules and other ways to eat: halal, vegetarian
  mobility,  // a wheelchair, a step-free way, a seat in the shower
  set_up,    // the venue is changed, or something dangerous comes in: the house has to agree
};
std::string_view name_of(NoteKind kind);
std::optional<NoteKind> note_kind_from(std::string_view name);

// The 14 substances of Annex II of Regulation (EU) No 1169/2011, in its order.
enum class Allergen : std::uint8_t {
  gluten,
  crustaceans,
  eggs,
  fish,
  peanuts,
  soybeans,
  milk,
  nuts,
  celery,
  mustard,
  sesame,
  sulphites,
  lupin,
  molluscs,
};
inline constexpr std::size_t allergen_count = 14;
std::string_view name_of(Allergen allergen);
std::optional<Allergen> allergen_from(std::string_view name);

struct GuestNote {
  NoteId id;
  LocalText name;
  NoteKind kind = NoteKind::wish;
  std::optional<Allergen> allergen{};       // of kind allergen
  std::vector<DepartmentId> departments{};  // who prepares for it; none: who works on the booking
  bool operator==(const GuestNote&) const = default;
};

}  // namespace lobby::catalog
