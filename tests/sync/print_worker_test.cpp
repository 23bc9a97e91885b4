// Goal: an order is printed on the worker's thread, its news tell the truth, and whatever happens
// no job stays with the print service. Method: a printer that does what the test wrote down.
#include "app/kiosk/print_worker.h"

#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fakes/scripted_printer.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using port::JobState;
using port::PrintFault;

class PrintWorkerTest : public testing::Test {
 protected:
  PrintWorkerOptions options() {
    return {.writer = writer_,
            .printer = printer_,
            .news = news_,
            .on_news = [] {},
            .pace = std::chrono::milliseconds(1),
            .patience = std::chrono::seconds(2)};
  }
  static PrintOrder order(std::string title = "a letter") {
    PrintOrder one;
    one.letter.title = std::move(title);
    return one;
  }
  // Until an order has come to its end, or five seconds.
  std::vector<PrintNews> news_until_end() {
    std::vector<PrintNews> all;
    for (int tries = 0; tries < 5'000; ++tries) {
      for (PrintNews& one : news_.take()) {
        all.push_back(std::move(one));
      }
      if (!all.empty() && all.back().stage >= PrintStage::done) {
        return all;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "no end came";
    return {{}};
  }
  PrintNews end_of(PrintOrder one) {
    PrintWorker worker(options());
    worker.print(std::move(one));
    return news_until_end().back();
  }

  tests::PlainLetterWriter writer_;
  tests::ScriptedPrinter printer_;
  Mailbox<PrintNews> news_;
};

TEST_F(PrintWorkerTest, a_letter_is_printed_and_its_job_removed) {
  printer_.set_states({JobState::waiting, JobState::printing, JobState::printing, JobState::done});
  PrintWorker worker(options());
  worker.print(order());
  const std::vector<PrintNews> news = news_until_end();
  ASSERT_EQ(news.size(), 2U);
  EXPECT_EQ(news[0].stage, PrintStage::printing);
  EXPECT_EQ(news[1].stage, PrintStage::done);
  EXPECT_EQ(printer_.taken(), std::vector<std::string>{"a letter"});
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_printer_that_is_not_ready_is_given_nothing) {
  for (std::size_t index = 0; index < port::print_fault_count; ++index) {
    printer_.set_fault(static_cast<PrintFault>(index));
    const PrintNews end = end_of(order());
    EXPECT_EQ(end.stage, PrintStage::failed);
    EXPECT_EQ(end.fault, static_cast<PrintFault>(index));
  }
  EXPECT_TRUE(printer_.taken().empty());
}

TEST_F(PrintWorkerTest, paper_that_ends_in_the_middle_takes_the_job_back) {
  printer_.set_states({JobState::printing});
  printer_.set_fault_of_job(PrintFault::out_of_paper);
  const PrintNews end = end_of(order());
  EXPECT_EQ(end.fault, PrintFault::out_of_paper);
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_job_that_is_lost_refused_or_never_ends_is_given_up) {
  printer_.set_states({JobState::lost});
  EXPECT_EQ(end_of(order()).fault, PrintFault::refused);
  printer_.set_states({JobState::waiting});
  EXPECT_EQ(end_of(order()).fault, PrintFault::offline);
  printer_.set_states({});
  EXPECT_EQ(end_of(order()).fault, PrintFault::offline);
  EXPECT_EQ(printer_.jobs(), 0);
  printer_.refuse_jobs(true);
  EXPECT_EQ(end_of(order()).fault, PrintFault::refused);
  EXPECT_NE(end_of(order()).note, "");
}

TEST_F(PrintWorkerTest, a_letter_that_cannot_be_set_is_told) {
  const PrintNews end = end_of(order(""));
  EXPECT_EQ(end.stage, PrintStage::failed);
  EXPECT_NE(end.note.find("no font"), std::string::npos) << end.note;
}

TEST_F(PrintWorkerTest, a_job_that_could_not_be_removed_is_noted_for_the_log) {
  printer_.set_states({JobState::done});
  printer_.keep_jobs(true);
  const PrintNews end = end_of(order());
  EXPECT_EQ(end.stage, PrintStage::done);
  EXPECT_NE(end.note.find("may still be with the print service"), std::string::npos) << end.note;
}

TEST_F(PrintWorkerTest, a_program_that_ends_takes_its_job_back) {
  printer_.set_states({JobState::printing});
  {
    PrintWorkerOptions patient = options();
    patient.patience = std::chrono::minutes(1);
    PrintWorker worker(std::move(patient));
    worker.print(order());
    while (printer_.jobs() == 0) {
      std::this_thread::yield();
    }
  }
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, orders_are_carried_out_one_after_the_other) {
  printer_.set_states({JobState::done});
  PrintWorker worker(options());
  worker.print(order("one"));
  news_until_end();
  worker.print(order("two"));
  news_until_end();
  EXPECT_EQ(printer_.taken(), (std::vector<std::string>{"one", "two"}));
}

}  // namespace
}  // namespace lobby::kiosk
