# How a room, a program and a test are declared.

add_library(howdah_options INTERFACE)
target_compile_features(howdah_options INTERFACE cxx_std_20)
target_compile_options(howdah_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wcast-qual -Wformat=2
  # Designated initialisers leave fields out on purpose; g++ 12 warns about each.
  -Wno-missing-field-initializers)
target_compile_definitions(howdah_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER
  QT_DISABLE_DEPRECATED_BEFORE=0x060400
  HOWDAH_VERSION="${PROJECT_VERSION}")
target_include_directories(howdah_options INTERFACE ${PROJECT_SOURCE_DIR}/src)

# howdah_add_library(<room> SOURCES ... [PUBLIC ...] [PRIVATE ...])
# One static library, Howdah::<room>. "gui/browse" becomes Howdah::gui_browse. Forms are listed among the
# sources by their path below forms/.
function(howdah_add_library room)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  string(REPLACE "/" "_" name ${room})
  set(sources)
  foreach(source IN LISTS arg_SOURCES)
    if(source MATCHES "\\.ui$")
      list(APPEND sources ${PROJECT_SOURCE_DIR}/forms/${source})
      cmake_path(GET source PARENT_PATH forms)
    else()
      list(APPEND sources ${source})
    endif()
  endforeach()
  add_library(howdah_${name} STATIC ${sources})
  add_library(Howdah::${name} ALIAS howdah_${name})
  target_link_libraries(howdah_${name}
    PUBLIC howdah_options Qt6::Core ${arg_PUBLIC}
    PRIVATE ${arg_PRIVATE})
  if(forms)
    set_target_properties(howdah_${name} PROPERTIES AUTOUIC_SEARCH_PATHS ${PROJECT_SOURCE_DIR}/forms/${forms})
  endif()
  howdah_precompile(howdah_${name} "${arg_PUBLIC};${arg_PRIVATE}")
  set_property(GLOBAL APPEND PROPERTY HOWDAH_ROOMS howdah_${name})
endfunction()

# Precompiled Qt headers, built once for the rooms without and once for those with widgets.
function(howdah_precompile target links)
  if(NOT HOWDAH_PRECOMPILE)
    return()
  endif()
  if("${links}" MATCHES "Qt6::Widgets|Howdah::gui")
    target_precompile_headers(${target} REUSE_FROM howdah_pch_widgets)
  else()
    target_precompile_headers(${target} REUSE_FROM howdah_pch_core)
  endif()
endfunction()

# What most files include, and no more: GCC loads the whole file for each of them, and with all of Qt Widgets that
# took a third longer.
set(howdah_common_headers
  <QByteArray> <QCoreApplication> <QDateTime> <QDeadlineTimer> <QDir> <QElapsedTimer> <QFile> <QFileInfo> <QFuture>
  <QFutureWatcher> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QLocale> <QMap> <QMutex> <QPromise>
  <QRegularExpression> <QSet> <QString> <QStringList> <QThread> <QTimer>
  <algorithm> <chrono> <functional> <memory> <optional> <ranges> <variant> <vector>)
set(howdah_widget_headers
  <QAbstractTableModel> <QAction> <QApplication> <QBoxLayout> <QCheckBox> <QComboBox> <QDialog> <QHeaderView> <QLabel>
  <QLineEdit> <QMenu> <QPainter> <QPlainTextEdit> <QPushButton> <QSplitter> <QStackedWidget> <QStyledItemDelegate>
  <QTableView> <QTabWidget> <QToolButton> <QTreeView>)
if(HOWDAH_PRECOMPILE)
  file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "// only here so that the precompiled headers have a target\n")
  add_library(howdah_pch_core OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
  target_link_libraries(howdah_pch_core PRIVATE howdah_options Qt6::Core)
  target_precompile_headers(howdah_pch_core PRIVATE ${howdah_common_headers})
  add_library(howdah_pch_widgets OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
  target_link_libraries(howdah_pch_widgets PRIVATE howdah_options Qt6::Widgets)
  target_precompile_headers(howdah_pch_widgets PRIVATE ${howdah_common_headers} ${howdah_widget_headers})
  set_target_properties(howdah_pch_core howdah_pch_widgets PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
endif()

# howdah_add_test(tst_name SOURCES ... LINK ... [LABELS ...] [TIMEOUT s])
# Labels: none (pure), gui (offscreen), pg (needs a PostgreSQL server, which it starts itself). A QSKIP is shown
# as skipped, not as passed.
function(howdah_add_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINK;LABELS;ENVIRONMENT" ${ARGN})
  if(NOT arg_SOURCES)
    set(arg_SOURCES ${name}.cpp)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * ${HOWDAH_TEST_PATIENCE}")
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE howdah_options Qt6::Test ${arg_LINK})
  target_compile_definitions(${name} PRIVATE
    HOWDAH_SOURCE_DIR="${PROJECT_SOURCE_DIR}" HOWDAH_BINARY_DIR="${CMAKE_BINARY_DIR}"
    TEST_DIR="${CMAKE_CURRENT_SOURCE_DIR}")
  howdah_precompile(${name} "${arg_LINK}")
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES
    LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} SKIP_REGULAR_EXPRESSION "SKIP   :"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_LOGGING_RULES=;${arg_ENVIRONMENT}")
endfunction()
