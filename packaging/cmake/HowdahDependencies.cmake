# Every library Howdah uses, found here and nowhere else.
if(NOT HOWDAH_DEPS)
  # packaging/ builds what the distribution lacks into the user's cache folder.
  if(DEFINED ENV{XDG_CACHE_HOME})
    set(_cache "$ENV{XDG_CACHE_HOME}")
  else()
    set(_cache "$ENV{HOME}/.cache")
  endif()
  if(EXISTS "${_cache}/howdah/deps/prefix")
    set(HOWDAH_DEPS "${_cache}/howdah/deps/prefix" CACHE PATH "" FORCE)
  endif()
endif()
if(HOWDAH_DEPS)
  list(PREPEND CMAKE_PREFIX_PATH ${HOWDAH_DEPS})
endif()

find_package(Qt6 6.4 REQUIRED COMPONENTS
  Core Concurrent Sql Gui Widgets Svg SvgWidgets PrintSupport Charts LinguistTools)
if(HOWDAH_BUILD_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

find_package(PkgConfig REQUIRED)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)

find_package(Qt6Keychain REQUIRED)
set_package_properties(Qt6Keychain PROPERTIES PURPOSE "secrets in the OS keychain")

find_package(KF6SyntaxHighlighting QUIET)
if(KF6SyntaxHighlighting_FOUND)
  set(HOWDAH_SYNTAX_HIGHLIGHTING KF6::SyntaxHighlighting)
else()
  # Its static library names QtNetwork (for a downloader that Howdah never calls).
  find_package(Qt6 6.4 REQUIRED COMPONENTS Network)
  find_package(KF5SyntaxHighlighting 5.116 REQUIRED)
  set(HOWDAH_SYNTAX_HIGHLIGHTING KF5::SyntaxHighlighting)
endif()

find_path(PG_QUERY_INCLUDE_DIR pg_query.h REQUIRED)
find_library(PG_QUERY_LIBRARY pg_query REQUIRED)
file(STRINGS ${PG_QUERY_INCLUDE_DIR}/pg_query.h _pg_query_version REGEX "define PG_MAJORVERSION ")
if(NOT _pg_query_version MATCHES "\"17\"")
  message(FATAL_ERROR "libpg_query for PostgreSQL 17 is needed; ${PG_QUERY_INCLUDE_DIR}/pg_query.h says: ${_pg_query_version}")
endif()
add_library(Howdah::pg_query UNKNOWN IMPORTED)
set_target_properties(Howdah::pg_query PROPERTIES
  IMPORTED_LOCATION ${PG_QUERY_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${PG_QUERY_INCLUDE_DIR})

pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
