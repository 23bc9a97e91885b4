// The printer of a kiosk: adapters, thread and mailbox in one place.
#include <chrono>
#include <string>

#include "app/common/screen_loop.h"
#include "app/kiosk/print_worker.h"
#include "app/kiosk/wiring.h"
#include "platform/letter/writer.h"
#include "platform/print/spooler.h"

namespace lobby::kiosk {

// The worker stands last: it uses the others.
class PrintRoom {
 public:
  PrintRoom(const PrinterSettings& settings, const DeviceId& device)
      : spooler_({.printer = settings.queue, .owner = device.text()}),
        worker_({.writer = writer_,
                 .printer = spooler_,
                 .news = news,
                 .paper = settings.paper,
                 .on_news = &ScreenLoop::wake}) {}

  PrintWorker& worker() { return worker_; }

  Mailbox<PrintNews> news;

 private:
  letter::Writer writer_;
  print::Spooler spooler_;
  PrintWorker worker_;
};

void ClosePrintRoom::operator()(PrintRoom* room) const {
  delete room;
}

std::unique_ptr<PrintRoom, ClosePrintRoom> open_print_room(DeviceStation& station,
                                                           KioskParts& parts) {
  const PrinterSettings& settings = station.settings().printer;
  if (settings.queue.empty()) {
    return nullptr;
  }
  std::unique_ptr<PrintRoom, ClosePrintRoom> room(
      new PrintRoom(settings, station.identity().device));
  PrintWorker& worker = room->worker();
  parts.print = [&worker](PrintOrder order) { worker.print(std::move(order)); };
  parts.drop_prints = [&worker](const flow::PrintsDropped& dropped) { worker.drop(dropped); };
  parts.print_news = &room->news;
  return room;
}

std::optional<port::PrintFault> printer_fault(const PrinterSettings& settings) {
  return print::Spooler({.printer = settings.queue}).fault();
}

std::string printer_trouble(const PrinterSettings& settings) {
  print::Spooler spooler({.printer = settings.queue});
  const std::optional<port::PrintFault> fault = spooler.fault();
  if (!fault) {
    return {};
  }
  switch (*fault) {
    case port::PrintFault::no_printer:
      return "there is no such printer (" + spooler.detail() + "); lpstat -p lists the queues";
    case port::PrintFault::offline:
      return "it does not answer" +
             (spooler.detail().empty() ? "" : " (" + spooler.detail() + ")") +
             "; switch it on and look at its cable and at the print service (cups)";
    case port::PrintFault::cover_open:
      return "its cover is open; close it";
    case port::PrintFault::jammed:
      return "paper is jammed; take it out";
    case port::PrintFault::out_of_paper:
      return "it is out of paper; put some in";
    case port::PrintFault::refused:
      return "it takes no jobs; start it with cupsenable and cupsaccept";
  }
  return {};
}

}  // namespace lobby::kiosk
