// What a service tells the manager that started it (systemd: Type=notify, WatchdogSec=), by
// datagrams to $NOTIFY_SOCKET as sd_notify(3) describes them for those who do not link libsystemd.
// Without that variable nobody asked, and nothing is sent.
// alive() belongs into the loop whose standstill the watchdog is to see, and nowhere else.
// One thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace lobby::system {

class ServiceNotice {
 public:
  // Reads the environment: NOTIFY_SOCKET, WATCHDOG_USEC.
  static ServiceNotice from_environment();
  ServiceNotice(ServiceNotice&& other) noexcept;
  ServiceNotice& operator=(ServiceNotice&&) = delete;
  ServiceNotice(const ServiceNotice&) = delete;
  ServiceNotice& operator=(const ServiceNotice&) = delete;
  ~ServiceNotice();

  void ready() { tell("READY=1"); }
  // At most twice in the time that the watchdog allows; costs nothing in between.
  void alive();
  void stopping() { tell("STOPPING=1"); }

 private:
  ServiceNotice(int socket, std::string address, std::chrono::microseconds watchdog)
      : socket_(socket), address_(std::move(address)), watchdog_(watchdog) {}
  void tell(std::string_view text) const;

  int socket_ = -1;  // -1: nobody asked
  std::string address_;
  std::chrono::microseconds watchdog_{};  // 0: no watchdog
  std::chrono::steady_clock::time_point told_{};
};

}  // namespace lobby::system
