// Joins a Kiosk to a DeviceStation and the QR library.
// UI thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/common/device_station.h"
#include "app/kiosk/kiosk.h"
#include "app/ui/text_catalog.h"

namespace lobby::kiosk {

// The ports of a kiosk on `station`, which outlives it.
KioskParts parts_of(DeviceStation& station, port::QrWriter& qr, ui::TextCatalog texts,
                    port::Speech* speech = nullptr);

// Chinese entry with the machine's dictionary. Errors: as ime::Pinyin::open.
Result<std::unique_ptr<port::InputMethod>> open_pinyin(const std::filesystem::path& assets);

// The machine's voice; the render loop is woken when it is there.
std::unique_ptr<port::Speech> open_voice(DeviceStation& station);

// The printer of the settings with the thread that prints; joined to `parts`, which borrow it.
// Nothing where the settings name none.
class PrintRoom;
struct ClosePrintRoom {
  void operator()(PrintRoom* room) const;
};
std::unique_ptr<PrintRoom, ClosePrintRoom> open_print_room(DeviceStation& station,
                                                           KioskParts& parts);
// The thread that works for staff, and their PIN in `data`; joined to `parts`, which borrow it.
class StaffRoom;
struct CloseStaffRoom {
  void operator()(StaffRoom* room) const;
};
std::unique_ptr<StaffRoom, CloseStaffRoom> open_staff_room(DeviceStation& station,
                                                           const std::filesystem::path& data,
                                                           KioskParts& parts);
// `lobby-kiosk pin`: six digits from standard input. Errors: those of read_hidden_line,
// load_settings and StaffPin::set.
Status ask_for_staff_pin(const std::filesystem::path& data);

// What ails the printer of the settings now. Asks the print service.
std::optional<port::PrintFault> printer_fault(const PrinterSettings& settings);
// What ails the printer of the settings, in one line with what to do; empty where it is well.
std::string printer_trouble(const PrinterSettings& settings);

// The thread that asks the server for guests, joined to `parts`, which borrow it.
struct InquiryDesk {
  explicit InquiryDesk(DeviceStation& station);

  Mailbox<InquiryNews> news;
  InquiryWorker worker;  // last: ends first
};
std::unique_ptr<InquiryDesk> open_inquiry_desk(DeviceStation& station, KioskParts& parts);

}  // namespace lobby::kiosk
