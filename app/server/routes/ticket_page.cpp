// The page a guest's phone opens from the QR code: what the ticket is good for, in Chinese and
// English. It checks the signature as a desk would, and shows no personal data, since whoever
// holds the code can open it. Every text from outside is escaped.
#include <string>
#include <string_view>

#include "app/server/routes/answers.h"
#include "app/server/routes/routes.h"
#include "core/ticket/verdict.h"

namespace lobby::server {
namespace {

using ticket::VerdictKind;

struct Sentence {
  std::string_view chinese;
  std::string_view english;
};

// What the house knows of the booking behind a ticket.
struct Known {
  ticket::Evidence evidence;
  bool confirmed = false;  // the server has the booking, and it is confirmed
};

Sentence sentence_of(VerdictKind kind, bool confirmed_since) {
  switch (kind) {
    case VerdictKind::unreadable:
      return {"这不是有效的票码。", "This is not a valid ticket."};
    case VerdictKind::wrong_site:
      return {"这张票不属于本店。", "This ticket is for another house."};
    case VerdictKind::unknown_key:
    case VerdictKind::bad_signature:
      return {"无法核实这张票，请咨询前台。",
              "This ticket cannot be verified. Please ask reception."};
    case VerdictKind::revoked_key:
      return {"出票设备已停用，请咨询前台。",
              "The machine that made this ticket was withdrawn. Please ask reception."};
    case VerdictKind::cancelled:
      return {"此预订已取消。", "This booking is cancelled."};
    case VerdictKind::request_only:
      return confirmed_since
                 ? Sentence{"您的申请已确认，请到前台领取正式票。",
                            "Your request is confirmed. Please collect your ticket at reception."}
                 : Sentence{"申请已收到，尚未确认。",
                            "A request we received. It is not a confirmation yet."};
    case VerdictKind::already_admitted:
      return {"已办理入住／入场。", "Already checked in."};
    case VerdictKind::wrong_day_early:
      return {"预订已确认，尚未到使用时间。", "Confirmed. Not valid yet."};
    case VerdictKind::wrong_day_late:
      return {"使用时间已过。", "Its time is over."};
    case VerdictKind::admit:
      return {"预订已确认，现在可以使用。", "Confirmed. Valid now."};
  }
  return {};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string both(const catalog::LocalText& text) {
  const std::string chinese = escaped(text.in("zh-CN"));
  const std::string english = escaped(text.in("en"));
  return chinese == english ? chinese : chinese + " <span lang=\"en\">" + english + "</span>";
}

std::string row(const Sentence& label, const std::string& value) {
  return "<tr><th>" + std::string(label.chinese) + " <span lang=\"en\">" +
         std::string(label.english) + "</span></th><td>" + value + "</td></tr>\n";
}

std::string ticket_time_text(const ZoneRules& zone, UtcTime time) {
  const LocalTime local = zone.to_local(time);
  return local.date.text() + " " + clock_text(local.minute_of_day);
}

std::string rows_of(const ticket::Ticket& ticket, const Offer& offer) {
  std::string rows;
  if (const catalog::Service* service = offer.catalog.service(ticket.service_number)) {
    rows += row({"项目", "Service"}, both(service->name));
  }
  rows += row({"起", "From"}, ticket_time_text(offer.zone, ticket.valid_from));
  rows += row({"止", "Until"}, ticket_time_text(offer.zone, ticket.valid_until));
  rows += row({"人数", "Party"}, std::to_string(ticket.party));
  rows += row({"预订号", "Booking"}, "<b>" + ticket.code.spaced_text() + "</b>");
  if (ticket.count > 1) {
    rows +=
        row({"票", "Ticket"}, std::to_string(ticket.number) + " / " + std::to_string(ticket.count));
  }
  return rows;
}

constexpr std::string_view style =
    "body{font:17px/1.5 system-ui,sans-serif;margin:0;background:#f5f2ec;color:#1d2623}"
    "main{max-width:32em;margin:0 auto;padding:1.5em}h1{font-size:1.2em;color:#0e5a4f}"
    "p{font-size:1.3em;font-weight:600;margin:.6em 0}span{color:#5a6763;font-weight:400}"
    "p span{display:block;font-size:.8em}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.6em .4em;border-top:1px solid #d9d4c8;font-weight:400}"
    "b{letter-spacing:.08em}";

std::string page(const Offer& offer, const Sentence& sentence, const std::string& rows) {
  std::string html =
      "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\"><title>";
  html += escaped(offer.catalog.site.name.in("zh-CN"));
  html += "</title><style>" + std::string(style) + "</style></head>\n<body><main>\n<h1>";
  html += both(offer.catalog.site.name);
  html += "</h1>\n<p>" + std::string(sentence.chinese) + " <span lang=\"en\">" +
          std::string(sentence.english) + "</span></p>\n";
  if (!rows.empty()) {
    html += "<table>\n" + rows + "</table>\n";
  }
  html += "</main></body></html>\n";
  return html;
}

Status find_key(port::ServerTransaction& store, const ticket::KeyId& key,
                std::optional<port::DeviceRecord>& found) {
  const Result<std::vector<port::DeviceRecord>> devices = store.devices();
  if (!devices) {
    return devices.error();
  }
  for (const port::DeviceRecord& device : *devices) {
    if (device.key == key) {
      found = device;
    }
  }
  return done();
}

Status find_booking(port::ServerTransaction& store, const ticket::Ticket& ticket, Known& known) {
  const auto bookings = store.bookings_by_code(ticket.code);
  if (!bookings) {
    return bookings.error();
  }
  for (const booking::Booking& found : *bookings) {
    known.evidence.cancelled = is_called_off(found.state);
    known.confirmed = holds_units(found.state) &&
                      found.state != booking::BookingState::awaiting_approval &&
                      found.state != booking::BookingState::awaiting_deposit;
  }
  const auto admission = store.admission({ticket.code, ticket.key, ticket.number});
  if (!admission) {
    return admission.error();
  }
  if (admission->has_value()) {
    known.evidence.earlier = ticket::Admission{(*admission)->at, (*admission)->device, {}};
  }
  return done();
}

Result<Known> look_up(const Context& context, const ticket::SignedTicket& scanned) {
  std::optional<port::DeviceRecord> signer;
  Known known;
  const SiteId& site = context.offers.current().catalog.site.id;
  const Status read = context.store.read(site, [&](port::ServerTransaction& store) -> Status {
    signer.reset();
    known = {};
    if (Status found = find_key(store, scanned.ticket.key, signer); !found) {
      return found;
    }
    return find_booking(store, scanned.ticket, known);
  });
  if (!read) {
    return read.error();
  }
  if (signer) {
    known.evidence.key_known = true;
    known.evidence.key_revoked = signer->revoked;
    known.evidence.signature_valid = context.verifier.verify(
        signer->public_key, ticket::signing_message(scanned.ticket), scanned.signature);
  }
  return known;
}

// Whether the ticket's own words are the house's: then they may be shown.
bool is_genuine(VerdictKind kind) {
  return kind > VerdictKind::bad_signature;
}

}  // namespace

port::Response ticket_page(const Context& context, const port::Request& request) {
  const Offer& offer = context.offers.current();
  const std::string_view path =
      std::string_view(request.target).substr(0, request.target.find('?'));
  const Result<ticket::SignedTicket> scanned =
      ticket::parse_ticket("HTTPS://" + offer.catalog.site.ticket_host + std::string(path));
  Known known;
  if (scanned) {
    const Result<Known> found = look_up(context, *scanned);
    if (!found) {
      return refuse(found.error());
    }
    known = *found;
  }
  const ticket::Verdict verdict =
      ticket::judge(scanned, known.evidence, offer.catalog.site.number, context.clock.now());
  const bool genuine = is_genuine(verdict.kind);
  port::Response response;
  response.status = genuine ? 200 : 404;
  response.content_type = "text/html; charset=utf-8";
  response.body = page(offer, sentence_of(verdict.kind, known.confirmed),
                       genuine ? rows_of(scanned->ticket, offer) : "");
  return response;
}

}  // namespace lobby::server
