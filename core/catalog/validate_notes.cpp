// What guests can tick.
#include "core/catalog/fault_list.h"

namespace lobby::catalog {
namespace {

constexpr std::size_t notes_max = 50;

void validate_note(const Catalog& catalog, const GuestNote& note, const std::string& place,
                   FaultList& faults) {
  faults.text(place + ".name", note.name);
  const bool is_allergen = note.kind == NoteKind::allergen;
  faults.require(is_allergen || !note.allergen, place + ".allergen",
                 "is of a note that is no allergen; write kind = \"allergen\", or remove it");
  faults.require(!is_allergen || note.allergen.has_value(), place + ".allergen",
                 "is missing; write which it is, like \"peanuts\"");
  validate_list(
      note.departments, place + ".departments", "departments",
      [&](const DepartmentId& id) { return has_department(catalog, id); }, faults);
}

std::size_t notes_of(const Catalog& catalog, Allergen allergen) {
  return static_cast<std::size_t>(std::ranges::count(
      catalog.notes, std::optional(allergen), [](const GuestNote& note) { return note.allergen; }));
}

// A guest who finds some and not theirs would think that theirs does not matter.
void validate_allergens(const Catalog& catalog, FaultList& faults) {
  const bool any = std::ranges::any_of(
      catalog.notes, [](const GuestNote& note) { return note.allergen.has_value(); });
  for (std::size_t index = 0; any && index < allergen_count; ++index) {
    const auto allergen = static_cast<Allergen>(index);
    const std::size_t found = notes_of(catalog, allergen);
    const std::string name(name_of(allergen));
    faults.require(found > 0, "notes",
                   "have no allergen \"" + name + "\"; all 14 of the regulation, or none");
    faults.require(found < 2, "notes",
                   "have the allergen \"" + name + "\" twice; remove one of them");
  }
}

// A kiosk cannot ask the house, so it must not show what the house has to agree to.
void validate_service_notes(const Catalog& catalog, FaultList& faults) {
  for (std::size_t index = 0; index < catalog.services.size(); ++index) {
    const Service& service = catalog.services[index];
    for (const NoteId& id : service.notes) {
      const GuestNote* note = catalog.note(id);
      const bool asks = note != nullptr && note->kind == NoteKind::set_up;
      faults.require(!asks || !service.sold_at(SalesChannel::kiosk),
                     FaultList::place_of("services", catalog.services, index) + ".notes",
                     "offer " + id.text() +
                         ", to which the house has to agree; take it out, or \"kiosk\" out of "
                         "channels");
    }
  }
}

}  // namespace

void validate_notes(const Catalog& catalog, FaultList& faults) {
  faults.count(catalog.notes, "notes", notes_max);
  faults.ids(catalog.notes, "notes");
  for (std::size_t index = 0; index < catalog.notes.size(); ++index) {
    validate_note(catalog, catalog.notes[index], FaultList::place_of("notes", catalog.notes, index),
                  faults);
  }
  validate_allergens(catalog, faults);
  validate_service_notes(catalog, faults);
}

}  // namespace lobby::catalog
