// Lists and redraws tickets from the device's store.
#include <algorithm>
#include <cstdio>

#include "app/kiosk/tickets.h"
#include "platform/image/png.h"
#include "platform/qr/writer.h"

namespace lobby::kiosk {
namespace {

constexpr std::size_t module_px = 8;
constexpr std::size_t quiet_modules = 4;

// Black on white with a quiet zone of four modules (ISO/IEC 18004).
image::Pixels picture_of(const port::QrModules& modules) {
  const std::size_t side = (modules.width + 2 * quiet_modules) * module_px;
  image::Pixels pixels{static_cast<int>(side), static_cast<int>(side), {}};
  pixels.rgba.assign(side * side * 4, 0xFF);
  for (std::size_t y = 0; y < modules.width * module_px; ++y) {
    for (std::size_t x = 0; x < modules.width * module_px; ++x) {
      if (modules.at(x / module_px, y / module_px)) {
        const std::size_t at =
            ((y + quiet_modules * module_px) * side + x + quiet_modules * module_px) * 4;
        std::fill_n(pixels.rgba.begin() + static_cast<std::ptrdiff_t>(at), 3, std::uint8_t{0});
      }
    }
  }
  return pixels;
}

Status write_picture(const port::UnseenTicket& ticket, const std::filesystem::path& pictures) {
  qr::Writer writer;
  const Result<port::QrModules> modules = writer.encode(ticket.ticket_text);
  if (!modules) {
    return modules.error();
  }
  return image::write_png(pictures / (ticket.code.text() + ".png"), picture_of(*modules));
}

}  // namespace

void log_unseen_tickets(DeviceStation& station) {
  const auto tickets = station.store().unseen_tickets();
  if (!tickets) {
    station.log().error("tickets", to_string(tickets.error()));
    return;
  }
  for (const port::UnseenTicket& ticket : *tickets) {
    station.log().warning("tickets", "booking " + ticket.code.text() +
                                         " was committed but its ticket may not have been seen; "
                                         "reprint it with: lobby-kiosk tickets");
  }
}

Status print_unseen_tickets(DeviceStation& station, const std::filesystem::path& pictures) {
  const auto tickets = station.store().unseen_tickets();
  if (!tickets) {
    return tickets.error();
  }
  for (const port::UnseenTicket& ticket : *tickets) {
    std::printf("%s  committed %lld  %s\n", ticket.code.spaced_text().c_str(),
                static_cast<long long>(ticket.committed_at.ms), ticket.ticket_text.c_str());
    if (!pictures.empty()) {
      if (Status written = write_picture(ticket, pictures); !written) {
        return written;
      }
    }
  }
  std::printf("%zu to reprint\n", tickets->size());
  return done();
}

Status mark_ticket_given(port::DeviceStore& store, std::string_view code) {
  const Result<ticket::BookingCode> wanted = ticket::BookingCode::parse(code);
  if (!wanted) {
    return wanted.error();
  }
  const auto owed = store.unseen_tickets();
  if (!owed) {
    return owed.error();
  }
  const auto found = std::ranges::find(*owed, *wanted, &port::UnseenTicket::code);
  if (found != owed->end()) {
    return store.mark_ticket_seen(found->id);
  }
  const Result<bool> placed = store.has_placed(*wanted);
  if (!placed) {
    return placed.error();
  }
  return *placed ? fail(ErrorCode::already_exists, wanted->text() + " was given out already")
                 : fail(ErrorCode::not_found, "this kiosk has made no booking " + wanted->text() +
                                                  ", or it is long past; see lobby-kiosk tickets");
}

}  // namespace lobby::kiosk
