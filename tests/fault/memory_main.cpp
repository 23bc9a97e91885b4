// Goal: nothing of a guest is left in a kiosk's memory once they have gone. Method: the kiosk as
// the program is, with freed memory zeroed as in lobby-kiosk, serves guests whose phone is tapped
// on the screen and whose name comes from a real keyboard, in Latin letters or composed to Chinese,
// on screens that are drawn and read aloud, and whose ticket is set on paper; then every byte of
// the process that can be read and written is searched: heap, stacks, data. Before that the same
// search must find each of them. The names stand in this program in code only, so that it does not
// find itself; what is sought lies beyond the 16 bytes that glibc writes over. Prints what was
// found and where; exit status 0: each before, and nothing after.
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/kiosk/print_worker.h"
#include "core/base/scrub.h"
#include "platform/letter/writer.h"
#include "tests/fakes/rig.h"
#include "tests/fakes/scripted_printer.h"
#include "tests/fakes/store_facts.h"

namespace lobby::tests {
namespace {

constexpr unsigned char code = 0x5A;

// A text that stands in no memory as it is.
struct Coded {
  std::array<unsigned char, 32> bytes{};
  std::size_t size = 0;

  template <std::size_t N>
  explicit consteval Coded(const char (&text)[N]) : size(N - 1) {
    for (std::size_t index = 0; index < size; ++index) {
      bytes[index] = static_cast<unsigned char>(text[index] ^ code);
    }
  }
  char at(std::size_t index) const { return static_cast<char>(bytes[index] ^ code); }
};

struct CodedGuest {
  Coded name;
  Coded phone;
  Coded needles[3];  // as they are typed and as they are shown
  // The name is composed from these letters, the first candidate each time.
  Coded letters = Coded("");
};

// Short texts live inside their objects, long ones on the heap.
const CodedGuest guests[] = {{Coded("Zephyrine Quillfeather"),
                              Coded("13987651234"),
                              {Coded("Quillfeather"), Coded("87651234"), Coded("8765 1234")}},
                             {Coded("Quex Zylb"),
                              Coded("13876549321"),
                              {Coded("Quex Z"), Coded("76549321"), Coded("7654 9321")}},
                             {Coded("欧阳香香"),
                              Coded("13765498231"),
                              {Coded("阳香香"), Coded("65498231"), Coded("6549 8231")},
                              Coded("ouyangxiangxiang")}};

struct Region {
  std::uintptr_t first = 0;
  std::uintptr_t last = 0;
  std::string what;
};

// Private memory that can be written: what a guest could be left in.
std::vector<Region> regions() {
  std::vector<Region> found;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) {
    Region region;
    const char* end = line.data() + line.size();
    const auto first = std::from_chars(line.data(), end, region.first, 16);
    const auto last = std::from_chars(first.ptr + 1, end, region.last, 16);
    if (std::string_view(last.ptr + 1, 2) == "rw") {
      const std::size_t name = line.find_first_of("/[");
      region.what = name == std::string::npos ? "anonymous" : line.substr(name);
      found.push_back(std::move(region));
    }
  }
  return found;
}

// How often it stands between the two; prints where.
int count_in(const Region& region, const Coded& needle, bool tell) {
  const auto* at = reinterpret_cast<const volatile unsigned char*>(region.first);
  const std::size_t size = region.last - region.first;
  int count = 0;
  for (std::size_t from = 0; from + needle.size <= size; ++from) {
    std::size_t same = 0;
    while (same < needle.size && (at[from + same] ^ code) == needle.bytes[same]) {
      ++same;
    }
    if (same < needle.size) {
      continue;
    }
    ++count;
    if (tell) {
      std::printf("  in %s at +0x%zx: \"", region.what.c_str(), from);
      for (std::size_t index = from < 24 ? 0 : from - 24; index < from + 40 && index < size;
           ++index) {
        // Coded again, or the output buffer would be found next.
        std::printf("%02x", at[index] ^ code);
      }
      std::printf("\" (xor %02x)\n", code);
    }
  }
  return count;
}

int traces_of(const CodedGuest& guest) {
  int count = 0;
  for (const Coded& needle : guest.needles) {
    for (const Region& region : regions()) {
      count += count_in(region, needle, true);
    }
  }
  for (const Region& region : regions()) {
    count += guest.letters.size > 0 ? count_in(region, guest.letters, true) : 0;
  }
  return count;
}

bool is_there(const Coded& needle) {
  int count = 0;
  for (const Region& region : regions()) {
    count += count_in(region, needle, false);
  }
  return count > 0;
}

void take(KioskRig& rig, const flow::KioskEvent& event) {
  rig.kiosk().take(event);
  rig.settle();
}

std::string plain(const Coded& coded) {
  std::string text;
  for (std::size_t index = 0; index < coded.size; ++index) {
    text += coded.at(index);
  }
  return text;
}

// The letters are a trace too.
std::string compose(KioskRig& rig, const Coded& letters) {
  std::string typed = plain(letters);
  rig.driver().type(typed);
  scrub(typed.data(), typed.size());
  rig.settle();
  if (!is_there(letters)) {
    return "the search does not find letters that are there";
  }
  while (!rig.kiosk().state().composing.letters.empty()) {
    take(rig, flow::CandidateChosen{0});
  }
  return "";
}

// To the review, where all is shown. A text event holds at most 31 bytes.
std::string serve(KioskRig& rig, const CodedGuest& guest) {
  take(rig, flow::SpeechSet{true});
  take(rig, flow::StartTouched{});
  take(rig, flow::ServiceChosen{ServiceId::literal("lake-view-king")});
  take(rig, flow::NextTouched{});
  take(rig, flow::NextTouched{});
  for (std::size_t index = 0; index < guest.phone.size; ++index) {
    rig.tap(ui::Role::key, std::string(1, guest.phone.at(index)));
  }
  take(rig, flow::FieldFocused{flow::FieldId::name});
  if (guest.letters.size > 0) {
    if (std::string fault = compose(rig, guest.letters); !fault.empty()) {
      return fault;
    }
  } else {
    take(rig, flow::ScriptSwitched{});
    std::string name = plain(guest.name);
    rig.driver().type(name);
    scrub(name.data(), name.size());
  }
  take(rig, flow::DataConsentToggled{});
  take(rig, flow::NextTouched{});
  if (rig.kiosk().state().screen != flow::KioskScreen::review) {
    return "the guest does not come to the review";
  }
  for (const Coded& needle : guest.needles) {
    if (!is_there(needle)) {
      return "the search does not find a guest who is there";
    }
  }
  return "";
}

// What is wrong once they have gone; empty where nothing is.
std::string look_after(KioskRig& rig, const CodedGuest& guest) {
  if (rig.kiosk().state().screen != flow::KioskScreen::attract) {
    return "the guest has not gone";
  }
  const int traces = traces_of(guest);
  std::printf("memory: found at the review, %d traces after the wipe\n", traces);
  return traces == 0 ? "" : "a guest is left in memory";
}

// The thread that prints, with a printer that is done at once.
struct PrintHouse {
  letter::Writer writer;
  ScriptedPrinter printer;
  Mailbox<kiosk::PrintNews> news;
  kiosk::PrintWorker worker{{.writer = writer, .printer = printer, .news = news}};
};

void print_ticket(KioskRig& rig, PrintHouse& house) {
  take(rig, flow::PrintTouched{});
  flow::PrintStage stage = flow::PrintStage::sending;
  wait_until("the letter to be printed", [&] {
    for (const kiosk::PrintNews& news : house.news.take()) {
      stage = news.stage;
    }
    return stage >= flow::PrintStage::done;
  });
  rig.hear_print(stage);
}

std::string book(KioskRig& rig, PrintHouse& house, const CodedGuest& guest) {
  if (std::string fault = serve(rig, guest); !fault.empty()) {
    return fault;
  }
  take(rig, flow::TermsConsentToggled{});
  take(rig, flow::NextTouched{});
  if (rig.kiosk().state().screen != flow::KioskScreen::ticket) {
    return "no ticket was issued";
  }
  print_ticket(rig, house);
  if (house.printer.taken().empty()) {
    return "nothing was printed";
  }
  take(rig, flow::NextTouched{});
  return look_after(rig, guest);
}

// One who goes away in the middle.
std::string start_over(KioskRig& rig, PrintHouse& /*house*/, const CodedGuest& guest) {
  if (std::string fault = serve(rig, guest); !fault.empty()) {
    return fault;
  }
  take(rig, flow::OverlayOpened{flow::KioskOverlay::start_over});
  take(rig, flow::StartOverConfirmed{});
  return look_after(rig, guest);
}

std::string search() {
  const ScratchDirectory directory;
  ServerProcess server;
  server.start();
  enrol_device(server, "Kiosk 1", protocol::DeviceRole::kiosk, directory.path() / "kiosk");
  PrintHouse house;
  house.printer.set_states({port::JobState::done});
  KioskRig rig(
      {.data = directory.path() / "kiosk",
       .pinyin = true,
       .print = [&house](kiosk::PrintOrder order) { house.worker.print(std::move(order)); }});
  rig.wait_for_contact();
  for (const CodedGuest& guest : guests) {
    for (const auto& visit : {&book, &start_over}) {
      if (std::string fault = visit(rig, house, guest); !fault.empty()) {
        return fault;
      }
    }
  }
  rig.wait_until_sent();
  for (const CodedGuest& guest : guests) {
    if (traces_of(guest) > 0) {
      return "a guest is in memory again after the booking was sent";
    }
  }
  return "";
}

}  // namespace
}  // namespace lobby::tests

int main() {
  const std::string fault = lobby::tests::search();
  std::printf("memory: %s\n", fault.empty() ? "no trace of any guest" : fault.c_str());
  return fault.empty() ? 0 : 1;
}
