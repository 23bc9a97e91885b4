// The subcommands for staff. They work on the database beside a running server, which notices
// what they add to the feed.
#include <cstdio>

#include "app/server/wiring.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/service/audit.h"
#include "core/service/site_care.h"
#include "core/ticket/ticket.h"
#include "platform/curl/transport.h"
#include "platform/system/files.h"
#include "platform/system/login.h"

namespace lobby::server {
namespace {

constexpr std::size_t address_bytes_max = 256;

// Where devices and this machine reach the server.
std::string server_url(const House& house) {
  if (!house.settings().url.empty()) {
    return house.settings().url;
  }
  const Result<std::string> written =
      system::read_file(house.files().address.string(), address_bytes_max);
  if (written) {
    return written->substr(0, written->find('\n'));
  }
  const Listen& listen = house.settings().listen;
  return url_of(listen.address == "0.0.0.0" ? "127.0.0.1" : listen.address, listen.port);
}

template <class Record>
using Listing = Result<std::vector<Record>> (port::ServerTransaction::*)();

// What one of the store's listings holds now.
template <class Record>
Result<std::vector<Record>> listed(House& house, Listing<Record> listing) {
  std::vector<Record> records;
  const Status read =
      house.store().read(house.settings().site, [&](port::ServerTransaction& store) -> Status {
        Result<std::vector<Record>> stored = (store.*listing)();
        if (!stored) {
          return stored.error();
        }
        records = *std::move(stored);
        return done();
      });
  if (!read) {
    return read.error();
  }
  return records;
}

Result<DeviceId> find_device(House& house, const std::string& name) {
  const Result<std::vector<port::DeviceRecord>> devices =
      listed(house, &port::ServerTransaction::devices);
  if (!devices) {
    return devices.error();
  }
  std::vector<DeviceId> found;
  for (const port::DeviceRecord& device : *devices) {
    if (device.id.text() == name || (device.name == name && !device.revoked)) {
      found.push_back(device.id);
    }
  }
  if (found.empty()) {
    return fail(ErrorCode::not_found,
                "no device is called '" + name + "'; list them with: lobby-server devices");
  }
  if (found.size() > 1) {
    return fail(ErrorCode::out_of_range,
                "several devices are called '" + name + "'; give the id of one");
  }
  return found.front();
}

struct FoundDevice {
  OpenHouse open;
  DeviceId id;
};

Result<FoundDevice> find_device_at(const House::Place& place, const std::string& name) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<DeviceId> id = find_device(*open->house, name);
  if (!id) {
    return id.error();
  }
  return FoundDevice{*std::move(open), *id};
}

}  // namespace

service::Actor who_runs_this() {
  const std::string login = system::login_name();
  const Result<std::string> clean = clean_text(login, limits::guest_name_code_points);
  return {clean ? *clean : "a user without a proper name"};
}

std::string time_text(const ZoneRules& zone, UtcTime time) {
  const LocalTime local = zone.to_local(time);
  return local.date.text() + " " + clock_text(local.minute_of_day);
}

Result<OpenHouse> open_house(const House::Place& place) {
  Result<std::unique_ptr<House>> house = House::open(place);
  if (!house) {
    return house.error();
  }
  Result<Offer> offer = (*house)->stored_offer();
  if (!offer) {
    return offer.error();
  }
  return OpenHouse{*std::move(house), *std::move(offer)};
}

Status order_enrolment(const EnrolmentOrder& order) {
  Result<OpenHouse> open = open_house(order.place);
  if (!open) {
    return open.error();
  }
  House& house = *open->house;
  const Result<openssl::Certificate> authority =
      openssl::Certificate::load(house.files().authority);
  if (!authority) {
    return authority.error();
  }
  const Result<std::string> code =
      service::make_enrolment_code(open->office(), house.entropy(), order.name, order.role,
                                   house.clock().now(), who_runs_this());
  if (!code) {
    return code.error();
  }
  const std::string program = "lobby-" + std::string(protocol::name_of(order.role));
  std::printf("code  %s  (for \"%s\", once, within 24 hours)\non that device run:\n\n",
              code->c_str(), order.name.c_str());
  std::printf("%s --data /var/lib/%s enrol --server %s --code %s --ca-fingerprint %s\n",
              program.c_str(), program.c_str(), server_url(house).c_str(), code->c_str(),
              openssl::fingerprint_text(authority->fingerprint()).c_str());
  return done();
}

Status cancel(const House::Place& place, const std::string& code) {
  const Result<ticket::BookingCode> booking = ticket::BookingCode::parse(code);
  if (!booking) {
    return booking.error();
  }
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Status cancelled = service::cancel_booking(open->office(), *booking,
                                                   open->house->clock().now(), who_runs_this());
  if (cancelled) {
    std::printf("booking %s is cancelled\n", booking->spaced_text().c_str());
  }
  return cancelled;
}

Status revoke(const House::Place& place, const std::string& device) {
  Result<FoundDevice> found = find_device_at(place, device);
  if (!found) {
    return found.error();
  }
  const UtcTime now = found->open.house->clock().now();
  const Status revoked =
      service::revoke_device(found->open.office(), found->id, now, who_runs_this());
  if (revoked) {
    std::printf("device %s is revoked: its key opens nothing any more\n", found->id.text().c_str());
  }
  return revoked;
}

Status write_off(const House::Place& place, const std::string& device) {
  Result<FoundDevice> found = find_device_at(place, device);
  if (!found) {
    return found.error();
  }
  const Status closed = service::write_off_device(
      found->open.office(), found->id, found->open.house->clock().now(), who_runs_this());
  if (closed) {
    std::printf(
        "device %s is written off: its unsold units are free again; what it sold and sends "
        "later is taken from free units, or becomes a conflict\n",
        found->id.text().c_str());
  }
  return closed;
}

Status note_restored(const House::Place& place) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<std::int64_t> incarnation =
      service::begin_incarnation(open->office(), 0, open->house->clock().now(), who_runs_this());
  if (!incarnation) {
    return incarnation.error();
  }
  std::printf(
      "incarnation %lld begins: nothing is granted until every kiosk has told what it holds; write "
      "off those that are gone for good (lobby-server devices)\n",
      static_cast<long long>(*incarnation));
  return done();
}

Status list_devices(const House::Place& place) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<std::vector<port::DeviceRecord>> devices =
      listed(*open->house, &port::ServerTransaction::devices);
  if (!devices) {
    return devices.error();
  }
  std::int64_t incarnation = 0;
  Status read = open->house->store().read(open->house->settings().site,
                                          [&](port::ServerTransaction& store) -> Status {
                                            const Result<std::int64_t> stored = store.incarnation();
                                            incarnation = stored ? *stored : 0;
                                            return stored ? done() : Status(stored.error());
                                          });
  if (!read) {
    return read;
  }
  for (const port::DeviceRecord& device : *devices) {
    const std::string seen =
        device.last_contact ? time_text(open->offer.zone, *device.last_contact) : "never";
    const char* state = device.revoked                     ? "revoked"
                        : !device.epoch_taken              ? "written off"
                        : device.incarnation < incarnation ? "not heard"  // since a restore
                                                           : "in use";
    std::printf("%s  %-5s  %-11s  last seen %-16s  %s\n", device.id.text().c_str(),
                std::string(protocol::name_of(device.role)).c_str(), state, seen.c_str(),
                device.name.c_str());
  }
  return done();
}

Status list_tasks(const House::Place& place) {
  Result<OpenHouse> open = open_house(place);
  if (!open) {
    return open.error();
  }
  const Result<std::vector<port::StaffTask>> tasks =
      service::look_at_tasks(open->office(), open->house->clock().now(), who_runs_this());
  if (!tasks) {
    return tasks.error();
  }
  for (const port::StaffTask& task : *tasks) {
    std::printf("%s  %-18s  device %s  operation %s\n  %s\n",
                time_text(open->offer.zone, task.at).c_str(),
                std::string(name_of(task.code)).c_str(), task.device.text().c_str(),
                task.operation.text().c_str(), task.detail.c_str());
  }
  if (tasks->empty()) {
    std::printf("nothing waits for staff\n");
  }
  return done();
}

Status audit(const House::Place& place) {
  const Result<std::unique_ptr<House>> house = House::open(place);
  if (!house) {
    return house.error();
  }
  const Result<service::AuditReport> report =
      service::audit((*house)->store(), (*house)->settings().site);
  if (!report) {
    return report.error();
  }
  for (const service::AuditFinding& finding : report->invariants) {
    for (const std::string& line : finding.lines()) {
      std::printf("%s\n", line.c_str());
    }
  }
  return report->violations() == 0
             ? done()
             : Status(fail(ErrorCode::corrupt,
                           "the database breaks the rules above; keep a copy of it, stop selling "
                           "what is named and settle each by hand"));
}

Status check_catalog(const std::string& file) {
  const Result<std::string> toml = system::read_file(file, limits::catalog_file_bytes);
  if (!toml) {
    return toml.error();
  }
  const Result<Offer> offer = offer_of(*toml, file);
  if (!offer) {
    return offer.error();
  }
  const catalog::Catalog& catalog = offer->catalog;
  std::printf("%s is a good catalogue: site %s, %zu services, %zu pools, %zu add-ons\n",
              file.c_str(), catalog.site.id.text().c_str(), catalog.services.size(),
              catalog.pools.size(), catalog.add_ons.size());
  return done();
}

Status check_health(const House::Place& place) {
  constexpr Duration timeout = Duration::seconds(5);
  const Files files(place.data);
  const Result<std::string> address = system::read_file(files.address.string(), address_bytes_max);
  if (!address) {
    return fail(ErrorCode::unavailable, "no server has run in " + place.data.string() + " yet");
  }
  const Result<std::unique_ptr<curl::Transport>> transport = curl::Transport::open(
      {.server_url = address->substr(0, address->find('\n')), .authority_file = files.authority});
  if (!transport) {
    return transport.error();
  }
  const Result<port::Reply> reply = (*transport)->get("/v1/health", timeout);
  if (!reply) {
    return reply.error();
  }
  std::printf("%s\n", reply->body.c_str());
  constexpr std::int32_t status_ok = 200;
  return reply->status == status_ok
             ? done()
             : Status(fail(ErrorCode::unavailable,
                           "the server answered " + std::to_string(reply->status)));
}

}  // namespace lobby::server
