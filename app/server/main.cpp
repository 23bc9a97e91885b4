// lobby-server: the house's side of Lobby. Reads its command line and hands it to a subcommand.
#include <cstdio>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include "app/common/device_station.h"
#include "app/server/wiring.h"
#include "core/base/version.h"
#include "platform/system/process.h"

namespace {

namespace server = lobby::server;

struct Arguments {
  std::string data;
  std::string assets;
  server::InitOptions init;
  server::ServeOptions serve;
  std::size_t threads = 0;
  server::EnrolmentOrder enrolment;
  std::string code;
  std::string device;
  std::string catalog_file;
  server::ConflictOrder conflict;
  server::CapacityOrder capacity;
  std::string backup_command;
  bool chain = false;
  std::string noted_head;

  server::House::Place place() const { return {data, lobby::find_assets(assets)}; }
};

CLI::App* add_command(CLI::App& app, Arguments& arguments, const std::string& name,
                      const std::string& help) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--data", arguments.data, "the server's directory")->required();
  command->add_option("--assets", arguments.assets, "migrations (found by itself)");
  return command;
}

// What staff settle and set.
void add_care(CLI::App& app, Arguments& arguments) {
  add_command(app, arguments, "conflicts",
              "list the guests who were told yes and have no place, with what can be offered");
  CLI::App* conflict =
      add_command(app, arguments, "conflict", "say whose a conflict is, and how it was settled");
  conflict->add_option("CODE", arguments.conflict.code, "of the booking")->required();
  conflict->add_option("--owner", arguments.conflict.owner, "who finds the guest a place");
  CLI::Option* take = conflict->add_flag("--take-units", arguments.conflict.take_units,
                                         "units have come free: the booking takes them");
  conflict
      ->add_option("--settled", arguments.conflict.settlement,
                   "the guest was helped otherwise (how); cancels the booking")
      ->excludes(take);
  CLI::App* capacity = add_command(app, arguments, "capacity",
                                   "set how many units of a slot may be sold; kiosks are asked to "
                                   "return what they hold beyond it");
  capacity->add_option("POOL", arguments.capacity.pool, "as in site.toml: king-room")->required();
  capacity->add_option("DATE", arguments.capacity.date, "YYYY-MM-DD")->required();
  capacity->add_option("UNITS", arguments.capacity.units)->required();
  capacity->add_option("--start", arguments.capacity.start, "HH:MM, for slots within a day");
  add_command(app, arguments, "backup",
              "run a backup command and note its success, so that devices need not keep what two "
              "backups hold")
      ->add_option("--run", arguments.backup_command, "\"pg_dump -f FILE DATABASE\"")
      ->required();
}

void add_commands(CLI::App& app, Arguments& arguments) {
  CLI::App* init = add_command(app, arguments, "init",
                               "make a new server in an empty directory: authority, certificate, "
                               "database, catalogue");
  init->add_option("--site", arguments.init.site_file, "the house's catalogue (TOML)")->required();
  init->add_option("--host", arguments.init.hosts,
                   "a name or address by which devices reach this machine; the first is the one "
                   "they are told");
  init->add_option("--listen", arguments.init.listen, "ADDRESS:PORT; kept in server.toml");
  init->add_option("--database", arguments.init.database_url,
                   "a PostgreSQL database (libpq connection string) instead of a file; kept in "
                   "server.toml");

  CLI::App* serve = add_command(app, arguments, "serve",
                                "answer devices and guests until SIGTERM; reads site.toml again "
                                "whenever it changes");
  serve->add_option("--listen", arguments.serve.listen,
                    "ADDRESS:PORT instead of the one in server.toml; port 0 takes any free one");
  serve->add_option("--threads", arguments.threads, "threads that answer requests")
      ->check(CLI::Range(1, 256));

  CLI::App* enrol = add_command(app, arguments, "enrol",
                                "print a one-time code for a new device, and on the last line the "
                                "command to run there");
  enrol->add_option("--name", arguments.enrolment.name, "what people call it: \"Kiosk 1\"")
      ->required();
  const std::map<std::string, lobby::protocol::DeviceRole> roles = {
      {"kiosk", lobby::protocol::DeviceRole::kiosk}, {"desk", lobby::protocol::DeviceRole::desk}};
  enrol->add_option("--role", arguments.enrolment.role, "kiosk or desk")
      ->required()
      ->transform(CLI::CheckedTransformer(roles));

  add_command(app, arguments, "cancel", "cancel a booking; every desk learns it")
      ->add_option("CODE", arguments.code, "its eight characters")
      ->required();
  add_command(app, arguments, "write-off",
              "a device is silent for good: its unsold units are free again, its late sales are "
              "still received")
      ->add_option("DEVICE", arguments.device, "its id or name")
      ->required();
  add_command(app, arguments, "revoke", "a device is stolen: its certificate and tickets end")
      ->add_option("DEVICE", arguments.device, "its id or name")
      ->required();
  add_command(app, arguments, "restored",
              "say that the database was restored from a backup: nothing is granted until every "
              "kiosk has told what it holds");
  add_command(app, arguments, "devices", "list the devices of this house");
  add_care(app, arguments);
  add_command(app, arguments, "tasks", "list what waits for staff: refused and failed operations");
  CLI::App* audit =
      add_command(app, arguments, "audit",
                  "hold the database against the protocol's invariants: capacity, operations, "
                  "guests, grants, versions, tickets");
  CLI::Option* chain = audit->add_flag(
      "--chain", arguments.chain, "verify the journal's hash chain instead, and print its head");
  audit
      ->add_option(
          "--head", arguments.noted_head,
          "NUMBER:HASH, a head printed earlier and kept elsewhere: it must be in the chain")
      ->needs(chain);
  add_command(app, arguments, "health", "ask the running server how it is");

  CLI::App* catalog = app.add_subcommand("catalog", "work on catalogue files");
  catalog->require_subcommand(1);
  catalog->add_subcommand("check", "name every fault of a catalogue file")
      ->add_option("FILE", arguments.catalog_file)
      ->required();
  app.require_subcommand(1);
}

lobby::Status run(const CLI::App& app, Arguments& arguments) {
  const std::string command = app.get_subcommands().front()->get_name();
  const server::House::Place place = arguments.place();
  if (command == "init") {
    arguments.init.place = place;
    return server::init(arguments.init);
  }
  if (command == "serve") {
    arguments.serve.place = place;
    if (arguments.threads > 0) {
      arguments.serve.threads = arguments.threads;
    }
    return server::serve(arguments.serve);
  }
  if (command == "enrol") {
    arguments.enrolment.place = place;
    return server::order_enrolment(arguments.enrolment);
  }
  if (command == "cancel") {
    return server::cancel(place, arguments.code);
  }
  if (command == "write-off") {
    return server::write_off(place, arguments.device);
  }
  if (command == "conflicts") {
    return server::list_conflicts(place);
  }
  if (command == "conflict") {
    return server::settle_conflict(place, arguments.conflict);
  }
  if (command == "capacity") {
    return server::set_capacity(place, arguments.capacity);
  }
  if (command == "backup") {
    return server::back_up(place, arguments.backup_command);
  }
  if (command == "revoke") {
    return server::revoke(place, arguments.device);
  }
  if (command == "restored") {
    return server::note_restored(place);
  }
  if (command == "devices") {
    return server::list_devices(place);
  }
  if (command == "tasks") {
    return server::list_tasks(place);
  }
  if (command == "audit") {
    return arguments.chain ? server::audit_chain(place, arguments.noted_head)
                           : server::audit(place);
  }
  if (command == "health") {
    return server::check_health(place);
  }
  return server::check_catalog(arguments.catalog_file);
}

}  // namespace

int main(int argc, char** argv) {
  lobby::system::ignore_sigpipe();
  Arguments arguments;
  CLI::App app{"Lobby's server: holds the house's bookings and answers its kiosks and desks."};
  app.set_version_flag("--version", std::string(lobby::version));
  add_commands(app, arguments);
  CLI11_PARSE(app, argc, argv);
  const lobby::Status done = run(app, arguments);
  if (!done) {
    std::fprintf(stderr, "lobby-server: %s\n", lobby::to_string(done.error()).c_str());
    return 1;
  }
  return 0;
}
