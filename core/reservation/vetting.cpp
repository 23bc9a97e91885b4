// Facts from the store and the order; core/office/risk.h judges them.
#include "core/reservation/vetting.h"

#include <algorithm>

#include "core/booking/requirements.h"
#include "core/guest/identity.h"
#include "core/reservation/attempts.h"
#include "core/service/lookups.h"

namespace lobby::reservation {
namespace {

using office::RiskFacts;

Status add_company(const protocol::PlaceOrder& order, RiskFacts& facts) {
  if (!order.company) {
    return done();
  }
  facts.for_company = true;
  if (order.company->licence.empty()) {
    return done();  // the rule says what comes of it
  }
  const guest::IdentityCheck licence =
      guest::check_identity(guest::IdentityKind::company_code, order.company->licence, facts.today);
  if (!licence) {
    return of_field("company.licence", licence.fault().error);
  }
  facts.licence_valid = true;
  return done();
}

bool asks_for_set_up(const catalog::Catalog& catalog, const std::vector<NoteId>& notes) {
  return std::ranges::any_of(notes, [&](const NoteId& id) {
    const catalog::GuestNote* note = catalog.note(id);
    return note != nullptr && note->kind == catalog::NoteKind::set_up;
  });
}

Result<RiskFacts> facts_of(const Visit& visit, const booking::Booking& draft,
                           const protocol::PlaceOrder& order) {
  const Work& work = visit.work;
  RiskFacts facts;
  const Result<std::int32_t> attempts = attempts_at(visit);
  if (!attempts) {
    return attempts.error();
  }
  facts.attempts = *attempts;
  facts.special_setup = asks_for_set_up(work.office.catalog, order.guest.notes);
  facts.today = work.office.zone.to_local(work.now).date;
  facts.birth_dates = order.birth_dates;
  facts.window = draft.window;
  if (order.guardian) {
    if (const Status named = office::check_guardian(*order.guardian); !named) {
      return of_field("guardian", named.error());
    }
    facts.guardian = order.guardian;
  }
  if (const Status company = add_company(order, facts); !company) {
    return company.error();
  }
  const Result<bool> refused = service::is_refused(work, order.guest.phone);
  const auto open = service::open_bookings_of(work, order.guest.phone);
  if (!refused || !open) {
    return refused ? open.error() : refused.error();
  }
  facts.refusal_listed = *refused;
  for (const booking::Booking& other : *open) {
    facts.same_guest.push_back(other.window);
  }
  // A deposit is seen to by the booking's own plan: it is no promise before it is paid.
  return facts;
}

}  // namespace

Status check_channel(const Work& work, const booking::Selection& selection,
                     booking::Channel channel) {
  if (channel == booking::Channel::staff) {
    return done();
  }
  const catalog::Service& service = *work.office.catalog.service(selection.service);
  const std::optional<catalog::SalesChannel> sales = catalog::sales_channel_from(name_of(channel));
  return !sales || service.sold_at(*sales)
             ? done()
             : Status(fail(ErrorCode::policy_refused, "selection.service: " + service.id.text() +
                                                          " is not sold by " +
                                                          std::string(name_of(channel))));
}

Status check_change(const Work& work, const booking::AmendmentPreview& preview,
                    booking::Channel channel) {
  const booking::Amendment& amendment = preview.amendment;
  const bool by_staff = channel == booking::Channel::staff || channel == booking::Channel::counter;
  if (!by_staff && amendment.needs &&
      asks_for_set_up(work.office.catalog, amendment.needs->notes)) {
    return fail(ErrorCode::policy_refused,
                "needs.notes: the house has to agree to a special set-up; ask the staff");
  }
  if (preview.command == booking::Command::note) {
    return done();  // of a service that the catalogue may have no more
  }
  if (Status sold = check_channel(work, amendment.selection, channel); !sold || by_staff) {
    return sold;
  }
  const booking::Requirements needs =
      booking::requirements_of(work.office.catalog, amendment.selection);
  return !needs.approval && needs.age_min == 0
             ? done()
             : Status(fail(ErrorCode::policy_refused,
                           "selection.service: staff change a booking into this one; ask them"));
}

Result<Vetting> vet(const Visit& visit, const booking::Booking& draft,
                    const protocol::PlaceOrder& order) {
  const Result<RiskFacts> facts = facts_of(visit, draft, order);
  if (!facts) {
    return facts.error();
  }
  const catalog::Catalog& catalog = visit.work.office.catalog;
  if (Status old_enough = booking::check_ages(catalog, draft.selection, order.birth_dates);
      !old_enough) {
    return of_field("birth_dates", old_enough.error());
  }
  const booking::Requirements needs = booking::requirements_of(catalog, draft.selection);
  Vetting vetting;
  if (needs.approval) {
    vetting.review = true;
    vetting.notices.emplace_back("the house has to agree to this service");
  }
  if (needs.identity != catalog::IdentityNeed::none) {
    vetting.notices.emplace_back("see the guest's document before they come in");
  }
  for (const office::RiskFinding& finding : office::assess(catalog.risk, *facts)) {
    const std::string rule(name_of(finding.rule));
    switch (finding.level) {
      case catalog::RiskLevel::block:
        return fail(ErrorCode::policy_refused,
                    "the house takes no booking against its rule " + rule + "; ask at the desk");
      case catalog::RiskLevel::review:
        vetting.review = true;
        vetting.notices.push_back("look at it before you approve it: rule " + rule);
        break;
      case catalog::RiskLevel::notice:
        vetting.notices.push_back("rule " + rule);
        break;
      case catalog::RiskLevel::off:
        break;
    }
  }
  return vetting;
}

}  // namespace lobby::reservation
