// Names of notes in the catalogue.
#include "core/catalog/note.h"

#include "core/base/text.h"

namespace lobby::catalog {
namespace {

constexpr std::string_view kinds[] = {"wish", "allergen", "diet", "mobility", "set_up"};
constexpr std::string_view allergens[] = {"gluten",   "crustaceans", "eggs",  "fish",    "peanuts",
                                          "soybeans", "milk",        "nuts",  "celery",  "mustard",
                                          "sesame",   "sulphites",   "lupin", "molluscs"};
static_assert(std::size(allergens) == allergen_count);

}  // namespace

std::string_view name_of(NoteKind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}
std::optional<NoteKind> note_kind_from(std::string_view name) {
  return enum_from<NoteKind>(kinds, name);
}

std::string_view name_of(Allergen allergen) {
  return allergens[static_cast<std::size_t>(allergen)];
}
std::optional<Allergen> allergen_from(std::string_view name) {
  return enum_from<Allergen>(allergens, name);
}

}  // namespace lobby::catalog
