// Name, phone, language and needs.
#include "core/reservation/checked_guest.h"

#include <algorithm>
#include <set>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/reservation/request.h"

namespace lobby::reservation {

Result<guest::Needs> checked_needs(const service::Office& office, const guest::Needs& said,
                                   const std::string& field) {
  std::set<NoteId> seen;
  for (const NoteId& note : said.notes) {
    if (office.catalog.note(note) == nullptr) {
      return fail(ErrorCode::not_found, field + ".notes: the catalogue has no note " + note.text());
    }
    if (!seen.insert(note).second) {
      return fail(ErrorCode::already_exists, field + ".notes: has " + note.text() + " twice");
    }
  }
  Result<std::string> remark = clean_text(said.remark, limits::remark_code_points);
  if (!remark) {
    return fail(remark.error().code, field + ".remark: " + remark.error().detail);
  }
  return guest::Needs{said.notes, *std::move(remark)};
}

Result<guest::GuestDetails> checked_guest(const service::Office& office,
                                          const guest::GuestDetails& said) {
  const auto of_guest = [](const char* field, const Error& error) {
    return of_field(std::string("guest.") + field, error);
  };
  const Result<std::string> name = guest::parse_name(said.name);
  if (!name) {
    return of_guest("name", name.error());
  }
  const Result<std::string> phone = guest::parse_phone(said.phone);
  if (!phone) {
    return of_guest("phone", phone.error());
  }
  const std::vector<catalog::Language>& languages = office.catalog.site.languages;
  if (std::ranges::find(languages, said.language) == languages.end()) {
    return fail(ErrorCode::out_of_range,
                "guest.language: " + said.language + " is none of the site's languages");
  }
  const Result<guest::Needs> needs = checked_needs(office, guest::needs_of(said), "guest");
  if (!needs) {
    return needs.error();
  }
  return guest::GuestDetails{*name, *phone, needs->notes, said.language, needs->remark};
}

}  // namespace lobby::reservation
